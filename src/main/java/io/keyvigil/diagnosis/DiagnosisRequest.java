package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A request for a diagnosis, with at least one of {@code token} and {@code error}. The text form shows neither.
 *
 * @param token a token, or any text that contains a token or a message
 * @param at the time of the failure; empty: now
 * @param fresh whether to poll first; empty: only if the kid of the token is not known
 * @param jwks the keys of the failing application
 * @param error the error message of the application or the provider
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

    /** Returns this request with another token and another message. */
    DiagnosisRequest saying(Optional<String> bareToken, Optional<String> message) {
        return new DiagnosisRequest(bareToken, tenant, audience, consumer, at, fresh, jwks, message);
    }

    @Override
    public String toString() {
        return "DiagnosisRequest";
    }
}
