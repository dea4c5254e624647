package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody asks. At least one of {@code token} and {@code error} is there. The text form tells neither.
 *
 * @param token a token, or any text with a token or a message in it
 * @param at the moment of the failure; empty: now
 * @param fresh whether to poll first; empty: only where the token's kid is not known
 * @param jwks the keys that the failing application holds
 * @param error what the application or the provider said
 */
public record DiagnosisRequest(
        Optional<String> token,
        Optional<TenantId> tenant,
        Optional<String> audience,
        Optional<ConsumerId> consumer,
        Optional<Instant> at,
        Optional<Boolean> fresh,
        Optional<JwkSet> jwks,
        Optional<String> error) {

    public static DiagnosisRequest ofToken(String token) {
        return new DiagnosisRequest(
                Optional.of(token),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same question about another token and another message. */
    DiagnosisRequest saying(Optional<String> bareToken, Optional<String> message) {
        return new DiagnosisRequest(bareToken, tenant, audience, consumer, at, fresh, jwks, message);
    }

    @Override
    public String toString() {
        return "DiagnosisRequest";
    }
}
