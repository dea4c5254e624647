package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.TenantState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a request, as a tenant without other properties. */
public final class PastedKeys {

    private static final TenantId ID = new TenantId("pasted-keys");

    private PastedKeys() {}

    /** Keys with private members are excluded and never used. */
    public static Subject subject(JwkSet keys, Instant now) {
        JwkSet harmless = new JwkSet(keys.keys().stream()
                .filter(key -> key.privateMembers().isEmpty())
                .toList());
        return new Subject(tenant(), TenantState.ofKeys(harmless, now), true);
    }

    private static Tenant tenant() {
        return new Tenant(
                ID,
                new KeySource.JwksFile(Path.of("pasted")),
                Optional.empty(),
                List.of(),
                List.of(),
                JwsAlgorithm.asymmetric(),
                Optional.empty(),
                Tenant.DEFAULT_POLL_EVERY,
                Tenant.DEFAULT_TOKEN_LIFETIME,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
