package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that a tenant publishes or published.
 *
 * @param firstSeen the first poll that saw it; where it came back after a withdrawal, the very first
 * @param withdrawal empty while it is published
 */
public record ObservedKey(Jwk jwk, Instant firstSeen, Optional<Withdrawal> withdrawal) {

    /**
     * The end of a publication.
     *
     * @param lastSeen the last poll that saw the key
     * @param at the first poll that did not
     */
    public record Withdrawal(Instant lastSeen, Instant at) {}

    public boolean published() {
        return withdrawal.isEmpty();
    }

    public KeyIdentity identity() {
        return KeyIdentity.of(jwk);
    }

    ObservedKey withdrawn(Instant lastSeen, Instant now) {
        return new ObservedKey(jwk, firstSeen, Optional.of(new Withdrawal(lastSeen, now)));
    }

    ObservedKey publishedAs(Jwk current) {
        return new ObservedKey(current, firstSeen, Optional.empty());
    }
}
