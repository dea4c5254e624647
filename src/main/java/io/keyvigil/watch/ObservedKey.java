package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that a tenant publishes or published.
 *
 * @param firstSeen the first poll that found it; the very first if it returned after a withdrawal
 * @param withdrawal empty while it is published
 * @param signing empty until a token that verifies with it was observed
 */
public record ObservedKey(Jwk jwk, Instant firstSeen, Optional<Withdrawal> withdrawal, Optional<Signing> signing) {

    /** Creates a key without observed signatures. */
    public ObservedKey(Jwk jwk, Instant firstSeen, Optional<Withdrawal> withdrawal) {
        this(jwk, firstSeen, withdrawal, Optional.empty());
    }

    /**
     * The end of a publication.
     *
     * @param lastSeen the last poll that saw the key
     * @param at the first poll that did not
     */
    public record Withdrawal(Instant lastSeen, Instant at) {}

    /**
     * When a key signed, by the {@code iat} of tokens that verify with it.
     *
     * @param first the earliest such token that is known
     * @param last the latest one, to within {@link SigningNote#LEAST_STEP}
     */
    public record Signing(Instant first, Instant last) {
        Signing widened(Instant issuedAt) {
            return new Signing(issuedAt.isBefore(first) ? issuedAt : first, issuedAt.isAfter(last) ? issuedAt : last);
        }
    }

    public boolean published() {
        return withdrawal.isEmpty();
    }

    public KeyIdentity identity() {
        return KeyIdentity.of(jwk);
    }

    ObservedKey withdrawn(Instant lastSeen, Instant now) {
        return new ObservedKey(jwk, firstSeen, Optional.of(new Withdrawal(lastSeen, now)), signing);
    }

    ObservedKey publishedAs(Jwk current) {
        return new ObservedKey(current, firstSeen, Optional.empty(), signing);
    }

    ObservedKey signedAt(Instant issuedAt) {
        Signing known = signing.orElseGet(() -> new Signing(issuedAt, issuedAt));
        return new ObservedKey(jwk, firstSeen, withdrawal, Optional.of(known.widened(issuedAt)));
    }
}
