package io.keyvigil.provider;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * Puts a request together: a GET with our headers, the validators, and the tenant's headers where they may go. A header
 * that cannot be sent at all ({@code Host}, a line break in the value) is an error in the configuration.
 */
final class RequestHeaders {

    private final String userAgent;

    RequestHeaders(String userAgent) {
        this.userAgent = userAgent;
    }

    /** @param address {@code document.address()} or where a redirect led; the tenant's headers stay with the origin */
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
