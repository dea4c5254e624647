package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a token that verifies with a withdrawn key was issued after the first poll without that key. It allows for the
 * leeway and the known offset of the provider's clock: no token of an ordinary rotation counts.
 */
final class LateSignature {

    private static final Duration DEFAULT_LEEWAY = Duration.ofMinutes(1);

    private LateSignature() {}

    /** Returns the description of the key for users; empty if the token proves nothing. */
    static Optional<String> of(WatchedTenant watched, JwkThumbprint thumbprint, Instant issuedAt, Instant now) {
        TenantState state = watched.state();
        boolean published = state.keys().stream().anyMatch(key -> key.published() && isOf(key, thumbprint));
        Duration allowed = watched.tenant().leeway().orElse(DEFAULT_LEEWAY).plus(ahead(state));
        return published || issuedAt.isAfter(now.plus(allowed))
                ? Optional.empty()
                : state.keys().stream()
                        .filter(key -> isOf(key, thumbprint))
                        .findFirst()
                        .filter(key -> key.withdrawal()
                                .filter(gone -> issuedAt.isAfter(gone.at().plus(allowed)))
                                .isPresent())
                        .map(key -> key.identity().describe() + ", withdrawn at "
                                + key.withdrawal().orElseThrow().at());
    }

    private static boolean isOf(ObservedKey key, JwkThumbprint thumbprint) {
        return key.jwk().thumbprint().filter(thumbprint::equals).isPresent();
    }

    /** By how much the provider's clock may be ahead of this one. */
    private static Duration ahead(TenantState state) {
        return state.jwks()
                .flatMap(Exchange::serverClock)
                .map(LateSignature::ahead)
                .filter(ahead -> !ahead.isNegative())
                .orElse(Duration.ZERO);
    }

    private static Duration ahead(ServerClock clock) {
        return clock.offset().negated().minus(clock.errorBound());
    }
}
