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

/**
 * At most one tenant, for a diagnosis without running monitoring.
 *
 * @param watchList contains its consumers, if known
 * @param history the events of its keys, newest first
 * @param json its keys as published, if known
 */
public record SoleSubject(
        Optional<Subject> subject, WatchList watchList, List<KeyEvent> history, Map<KeyIdentity, String> json)
        implements KnownTenants {

    public SoleSubject {
        history = List.copyOf(history);
        json = Map.copyOf(json);
    }

    /** Creates an instance with at most one tenant, of which only the keys are known. */
    public SoleSubject(Optional<Subject> subject) {
        this(subject, WatchList.EMPTY, List.of(), Map.of());
    }

    @Override
    public Optional<Subject> find(TenantId id) {
        return subject.filter(known -> known.tenant().id().equals(id));
    }

    @Override
    public List<Subject> accepting(String issuer, String tid) {
        return List.of();
    }

    @Override
    public List<Subject> withKid(String kid) {
        return List.of();
    }

    @Override
    public List<Subject> withThumbprint(JwkThumbprint thumbprint) {
        return subject
                .filter(known -> known.state().keys().stream().anyMatch(key -> key.jwk()
                        .thumbprint()
                        .filter(thumbprint::equals)
                        .isPresent()))
                .stream()
                .toList();
    }

    @Override
    public List<Subject> recentlyChanged() {
        return List.of();
    }

    @Override
    public int count() {
        return subject.isPresent() ? 1 : 0;
    }

    @Override
    public Poll poll(TenantId id) {
        return Poll.NOT_ADMITTED;
    }

    @Override
    public List<KeyEvent> events(TenantId id, Instant since, int limit) {
        return history.stream()
                .filter(event -> find(id).isPresent() && !event.at().isBefore(since))
                .limit(limit)
                .toList();
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId id) {
        return find(id).isPresent() ? json : Map.of();
    }
}
