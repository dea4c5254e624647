package io.keyvigil.provider;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * Builds a request: a GET with the headers of Keyvigil, the validators, and the headers of the tenant if the address may
 * receive them. A header that cannot be sent ({@code Host}, a line break in the value) is a configuration error.
 */
final class RequestHeaders {

    private final String userAgent;

    RequestHeaders(String userAgent) {
        this.userAgent = userAgent;
    }

    /** @param address {@code document.address()} or the target of a redirect; only the origin receives the tenant's headers */
    HttpRequest build(DocumentRequest document, HttpAddress address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri())
                .setHeader("Accept", document.accept())
                .setHeader("Accept-Encoding", "gzip")
                .setHeader("User-Agent", userAgent);
        document.validators().etag().ifPresent(tag -> request.setHeader("If-None-Match", tag));
        document.validators().lastModified().ifPresent(date -> request.setHeader("If-Modified-Since", date));
        if (address.sameOrigin(document.address())) {
            document.headers().entrySet().forEach(header -> set(request, header));
        }
        if (!address.secure()) {
            request.version(HttpClient.Version.HTTP_1_1);
        }
        return request.build();
    }

    /* The JDK's exception would quote the value, which may be a secret. */
    private static void set(HttpRequest.Builder request, Map.Entry<String, String> header) {
        try {
            request.setHeader(header.getKey(), header.getValue());
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("the header " + header.getKey() + " cannot be sent");
        }
    }
}
