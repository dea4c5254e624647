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

/** What a diagnosis knows of the world. Each list is bounded, however many tenants there are. */
public interface KnownTenants {

    /** What came of asking a provider anew. */
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

    /** How many tenants there are. */
    int count();

    WatchList watchList();

    Poll poll(TenantId id);

    /** Hears that a token of the tenant, issued then, verified with a key that it publishes. Must not wait. */
    default void verified(TenantId id, JwkThumbprint key, Instant issuedAt) {
        // Of those who keep no history, nobody wants to know.
    }

    /**
     * Receives that a token of the tenant, issued then, verified with a key that it has withdrawn. Must not wait.
     *
     * @param token a digest of the token
     */
    default void verifiedByWithdrawn(TenantId id, JwkThumbprint key, Instant issuedAt, String token) {
        // Tenants without a history learn nothing from it.
    }

    /** The tenant's events from that moment on, newest first, at most {@code limit}. */
    List<KeyEvent> events(TenantId id, Instant since, int limit);

    /** The JSON of the tenant's keys as it was published, as far as it is kept. */
    Map<KeyIdentity, String> publicJson(TenantId id);
}
