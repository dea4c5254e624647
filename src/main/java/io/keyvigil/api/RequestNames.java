package io.keyvigil.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every name by which a request calls this service: {@code :authority} of HTTP/2, {@code Host}, and the authority of a target in
 * absolute form (RFC 9112 section 3.2.2). A proper request has one name, also if it says it twice.
 */
final class RequestNames {

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*", Pattern.DOTALL);

    private RequestNames() {}

    /** Empty elements for what is no authority; an empty list for a request without a name. */
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
