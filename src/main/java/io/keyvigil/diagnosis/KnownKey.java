package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.ObservedKey;

/**
 * A key in the state of a tenant.
 *
 * @param own whether it belongs to the tenant that the token is compared with
 */
record KnownKey(TenantId tenant, ObservedKey observed, boolean own) {

    Jwk jwk() {
        return observed.jwk();
    }

    boolean published() {
        return observed.published();
    }

    /** The evidence: kid, thumbprint, and the time of its current state. */
    Evidence evidence() {
        return Evidence.of("tenant", tenant.value())
                .and("kid", jwk().kid())
                .and("thumbprint", jwk().thumbprint().map(JwkThumbprint::value))
                .and("state", published() ? "published" : "withdrawn")
                .and("firstSeen", observed.firstSeen())
                .and("withdrawnAt", observed.withdrawal().map(ObservedKey.Withdrawal::at));
    }
}
