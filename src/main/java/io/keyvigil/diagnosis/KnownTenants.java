package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenants that a diagnosis knows. Each list has a maximum length, regardless of the number of tenants. */
public interface KnownTenants {

    /** The result of a requested poll. */
    enum Poll {
        SUCCEEDED,
        FAILED,
        /** The tenant was polled on request just now, or cannot be polled. */
        NOT_ADMITTED
    }

    Optional<Subject> find(TenantId id);

    /** The tenants that accept this value of {@code iss}. */
    List<Subject> accepting(String issuer, String tid);

    List<Subject> withKid(String kid);

    List<Subject> withThumbprint(JwkThumbprint thumbprint);

    /** The tenants whose keys changed last, the latest first; then others. */
    List<Subject> recentlyChanged();

    /** The number of tenants. */
    int count();

    WatchList watchList();

    Poll poll(TenantId id);

    /** Receives that a token of the tenant, issued at that time, verified with a key that it publishes. Must not block. */
    default void verified(TenantId id, JwkThumbprint key, Instant issuedAt) {
        // Tenants without a history do not use it.
    }

    /**
     * Receives that a token of the tenant, issued at that time, verified with a key that it has withdrawn. Must not
     * block.
     *
     * @param token a digest of the token
     */
    default void verifiedByWithdrawn(TenantId id, JwkThumbprint key, Instant issuedAt, String token) {
        // Tenants without a history do not use it.
    }

    /** The tenant's events since that time, newest first, at most {@code limit}. */
    List<KeyEvent> events(TenantId id, Instant since, int limit);

    /** The JSON of the tenant's keys as published, if available. */
    Map<KeyIdentity, String> publicJson(TenantId id);
}
