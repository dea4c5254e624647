package io.keyvigil.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads all host names of a request: {@code :authority} of HTTP/2, {@code Host}, and the authority of a target in absolute form
 * (RFC 9112 section 3.2.2). A valid request has one name, which may be repeated.
 */
final class RequestNames {

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*", Pattern.DOTALL);

    private RequestNames() {}

    /** Returns the names. An element is empty if it is not an authority; the list is empty if the request has no name. */
    static List<Optional<Authority>> of(HttpServerRequest request) {
        Matcher absolute = ABSOLUTE.matcher(String.valueOf(request.uri()));
        Stream<String> target = absolute.matches() ? Stream.of(absolute.group(1)) : Stream.empty();
        Stream<String> authority = Stream.ofNullable(request.authority()).map(Object::toString);
        Stream<String> headers = request.headers().getAll(HttpHeaders.HOST).stream();
        return Stream.of(target, authority, headers)
                .flatMap(names -> names)
                .distinct()
                .map(Authority::of)
                .toList();
    }
}
