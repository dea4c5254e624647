package io.keyvigil.notify;

import java.net.URI;
import java.util.Map;

/** A request to a receiver: a POST of this body. */
record Message(URI uri, String contentType, Map<String, String> headers, String body) {}
