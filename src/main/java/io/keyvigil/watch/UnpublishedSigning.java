package io.keyvigil.watch;

import io.keyvigil.jose.JwkThumbprint;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Proofs that the provider signs with a key outside its key set, since a published key last signed. Known in this process only.
 *
 * @param key the withdrawn key; empty if it was never published
 * @param detail the description of the key for users
 * @param tokens digests of the tokens, at most {@value #ENOUGH}: one token counts once
 * @param first when the earliest of the tokens was issued
 * @param last when the latest was
 */
public record UnpublishedSigning(
        Optional<JwkThumbprint> key, String detail, Set<String> tokens, Instant first, Instant last) {

    private static final int ENOUGH = 2;

    public UnpublishedSigning {
        tokens = Set.copyOf(tokens);
    }

    static UnpublishedSigning by(Optional<JwkThumbprint> key, String detail, String token, Instant issuedAt) {
        return new UnpublishedSigning(key, detail, Set.of(token), issuedAt, issuedAt);
    }

    /** Returns whether there are two proofs: one token can come from a transition. */
    public boolean proven() {
        return tokens.size() >= ENOUGH;
    }

    /** Returns whether that key is in the key set again. */
    boolean isPublishedIn(TenantState state) {
        return key.isPresent()
                && state.keys().stream()
                        .anyMatch(known ->
                                known.published() && known.jwk().thumbprint().equals(key));
    }

    /** Returns both together, with the description of the key from the later proof. */
    UnpublishedSigning and(UnpublishedSigning later) {
        Set<String> both = new HashSet<>(tokens);
        if (!proven()) {
            both.addAll(later.tokens);
        }
        return new UnpublishedSigning(
                later.key,
                later.detail,
                both,
                later.first.isBefore(first) ? later.first : first,
                later.last.isAfter(last) ? later.last : last);
    }
}
