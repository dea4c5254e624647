package io.keyvigil.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How well-known providers rotate, while a tenant's own past is too short. Measured on daily samples of public
 * issuers from 2025-05 to 2026-08 (UnitVectorY-Labs/jwks-observer); the bounds hold about 80 % of the intervals, without
 * arrivals that are hidden by a gap of the samples. Microsoft's consumer sign-in and Spotify have a median only.
 */
enum CadencePrior {
    GOOGLE("Google", 7, 8, 9, at -> at.host("accounts.google.com") || at.host("www.googleapis.com")),
    GOOGLE_IAP("Google IAP", 34, 36, 43, at -> at.host("cloud.google.com") || at.host("www.gstatic.com")),
    MICROSOFT_LIVE("Microsoft live", 10, 13, 16, at -> at.host("login.live.com")),
    MICROSOFT(
            "Microsoft Entra",
            1,
            5,
            11,
            at -> at.host("login.microsoftonline.com")
                    || at.host("sts.windows.net")
                    || at.host("login.microsoftonline.us")
                    || at.host("login.partner.microsoftonline.cn")),
    FACEBOOK("Facebook", 28, 31, 32, at -> at.host("www.facebook.com") || at.host("auth.meta.com")),
    CLOUDFLARE_ACCESS("Cloudflare Access", 41, 42, 43, at -> at.within("cloudflareaccess.com")),
    SPOTIFY("Spotify", 6, 7, 8, at -> at.host("accounts.spotify.com")),
    APPLE("Apple", 21, 123, 181, at -> at.host("appleid.apple.com")),
    OPENAI("OpenAI", 20, 21, 113, at -> at.host("auth.openai.com")),
    OKTA(
            "Okta",
            88,
            90,
            93,
            at -> at.within("okta.com") || at.within("oktapreview.com") || at.within("okta-emea.com") || at.oktaPath());

    private static final List<CadencePrior> ALL = List.of(values());

    private final String provider;
    private final Duration shortest;
    private final Duration usual;
    private final Duration longest;
    private final Predicate<Address> matches;

    CadencePrior(String provider, int shortestDays, int usualDays, int longestDays, Predicate<Address> matches) {
        this.provider = provider;
        this.shortest = Duration.ofDays(shortestDays);
        this.usual = Duration.ofDays(usualDays);
        this.longest = Duration.ofDays(longestDays);
        this.matches = matches;
    }

    /**
     * The host that keys come from. Every assessment of every tenant needs it. Therefore it is cut out of the text without
     * parsing.
     */
    private record Address(String host, String path) {
        private static final String AUTHORITY = "://";
        private static final String OKTA_ROOT = "/oauth2/";
        private static final Pattern OKTA_PATH = Pattern.compile("/oauth2/([^/]+/)?v1/keys");

        /** The parts of a URI with an authority; parts without an owner for any other text. */
        static Address of(String uri) {
            int authority = uri.indexOf(AUTHORITY);
            int host = authority < 0 ? uri.length() : authority + AUTHORITY.length();
            int query = Math.min(end(uri, '?', host, uri.length()), end(uri, '#', host, uri.length()));
            int path = end(uri, '/', host, query);
            return new Address(uri.substring(host, end(uri, ':', host, path)), uri.substring(path, query));
        }

        private static int end(String uri, char delimiter, int from, int orElse) {
            int end = uri.indexOf(delimiter, from);
            return end < 0 || end > orElse ? orElse : end;
        }

        boolean host(String name) {
            return host.equals(name);
        }

        boolean within(String domain) {
            return host.endsWith("." + domain);
        }

        /** An organization's own domain does not hide which software responds. */
        boolean oktaPath() {
            return path.startsWith(OKTA_ROOT) && OKTA_PATH.matcher(path).matches();
        }
    }

    /** By the address of the tenant's keys, which a custom domain does not hide, otherwise by its issuer. */
    static Optional<CadencePrior> of(TenantState state) {
        Optional<String> keys = state.metadata()
                .map(metadata -> metadata.jwksUri())
                .or(() -> state.jwks().map(exchange -> exchange.uri()));
        return keys.flatMap(CadencePrior::at)
                .or(() -> state.metadata().map(metadata -> metadata.issuer()).flatMap(CadencePrior::at));
    }

    private static Optional<CadencePrior> at(String address) {
        Address at = Address.of(address);
        for (CadencePrior prior : ALL) {
            if (prior.matches.test(at)) {
                return Optional.of(prior);
            }
        }
        return Optional.empty();
    }

    String provider() {
        return provider;
    }

    Duration shortest() {
        return shortest;
    }

    Duration usual() {
        return usual;
    }

    Duration longest() {
        return longest;
    }
}
