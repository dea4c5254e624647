package io.keyvigil.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * The target of a redirect (RFC 9110 section 15.4). A redirect from {@code https} must stay at {@code https}; one from
 * {@code http} may lead to {@code http} or {@code https}.
 */
final class Redirect {

    static final int MAXIMUM = 3;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirect() {}

    static boolean isOne(int status) {
        return STATUSES.contains(status);
    }

    static Outcome<HttpAddress> target(HttpAddress from, Optional<String> location) {
        if (location.isEmpty()) {
            return refused("a redirect from " + from + " without Location");
        }
        String text = location.get().strip();
        return resolve(from, text)
                .filter(to -> to.secure() || !from.secure())
                .map(Outcome::of)
                .orElseGet(() -> refused("a redirect from " + from + " to " + HttpAddress.shown(text)));
    }

    private static Optional<HttpAddress> resolve(HttpAddress from, String location) {
        if (location.isEmpty() || location.length() > HttpAddress.MAXIMUM_LENGTH) {
            return Optional.empty();
        }
        try {
            return HttpAddress.of(resolve(from.uri(), location)).fold(Optional::of, flaw -> Optional.empty());
        } catch (URISyntaxException notAUri) {
            return Optional.empty();
        }
    }

    /* java.net.URI still follows RFC 2396: it would join host and path without a slash, and drop the path before a query. */
    private static URI resolve(URI from, String location) throws URISyntaxException {
        URI base = from.getRawPath().isEmpty() ? from.resolve("/") : from;
        return base.resolve(new URI(location.startsWith("?") ? base.getRawPath() + location : location));
    }

    private static Outcome<HttpAddress> refused(String detail) {
        return Outcome.flawed(FetchFailure.REDIRECT_REFUSED, detail);
    }
}
