package io.keyvigil.bench;

import io.keyvigil.diagnosis.KnownTenants;
import io.keyvigil.diagnosis.Subject;
import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.TenantState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tenants that are looked up as those of a running watch are: by id, issuer, kid and thumbprint. */
final class MemoryTenants implements KnownTenants {

    private static final int MOST_RECENT = 64;

    private final Map<TenantId, Subject> byId = new HashMap<>();
    private final Map<String, List<Subject>> byIssuer = new HashMap<>();
    private final Map<String, List<Subject>> byKid = new HashMap<>();
    private final Map<JwkThumbprint, List<Subject>> byThumbprint = new HashMap<>();
    private final List<Subject> recent = new ArrayList<>();

    void add(String id, String issuer, List<String> audiences, String jwks, Instant now) {
        JwkSet keys = JwkSetParser.parse(jwks.getBytes(StandardCharsets.UTF_8))
                .fold(JwkSetReading.Readable::set, unreadable -> {
                    throw new IllegalStateException(unreadable.detail());
                });
        Subject subject =
                new Subject(tenant(new TenantId(id), issuer, audiences), TenantState.ofKeys(keys, now), false);
        byId.put(subject.tenant().id(), subject);
        byIssuer.computeIfAbsent(issuer, any -> new ArrayList<>()).add(subject);
        keys.keys().forEach(key -> {
            key.kid().ifPresent(kid -> byKid.computeIfAbsent(kid, any -> new ArrayList<>())
                    .add(subject));
            key.thumbprint().ifPresent(print -> byThumbprint
                    .computeIfAbsent(print, any -> new ArrayList<>())
                    .add(subject));
        });
        if (recent.size() < MOST_RECENT) {
            recent.add(subject);
        }
    }

    private static Tenant tenant(TenantId id, String issuer, List<String> audiences) {
        return new Tenant(
                id,
                new KeySource.JwksFile(Path.of("keys.json")),
                Optional.of(issuer),
                List.of(),
                audiences,
                JwsAlgorithm.asymmetric(),
                Optional.empty(),
                Tenant.DEFAULT_POLL_EVERY,
                Tenant.DEFAULT_TOKEN_LIFETIME,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Override
    public Optional<Subject> find(TenantId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Subject> accepting(String issuer, String tid) {
        return byIssuer.getOrDefault(issuer, List.of());
    }

    @Override
    public List<Subject> withKid(String kid) {
        return byKid.getOrDefault(kid, List.of());
    }

    @Override
    public List<Subject> withThumbprint(JwkThumbprint thumbprint) {
        return byThumbprint.getOrDefault(thumbprint, List.of());
    }

    @Override
    public List<Subject> recentlyChanged() {
        return recent;
    }

    @Override
    public int count() {
        return byId.size();
    }

    @Override
    public WatchList watchList() {
        return WatchList.EMPTY;
    }

    @Override
    public Poll poll(TenantId id) {
        return Poll.NOT_ADMITTED;
    }

    @Override
    public List<KeyEvent> events(TenantId id, Instant since, int limit) {
        return List.of();
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId id) {
        return Map.of();
    }
}
