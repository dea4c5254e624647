package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.ObservedKey;

/**
 * A key that the watch knows, and where.
 *
 * @param own whether it is of the tenant that the token is held against
 */
record KnownKey(TenantId tenant, ObservedKey observed, boolean own) {

    Jwk jwk() {
        return observed.jwk();
    }

    boolean published() {
        return observed.published();
    }

    /** For the evidence: label, identity, and since when it is what it is. */
    Evidence evidence() {
        return Evidence.of("tenant", tenant.value())
                .and("kid", jwk().kid())
                .and("thumbprint", jwk().thumbprint().map(JwkThumbprint::value))
                .and("state", published() ? "published" : "withdrawn")
                .and("firstSeen", observed.firstSeen())
                .and("withdrawnAt", observed.withdrawal().map(ObservedKey.Withdrawal::at));
    }
}
