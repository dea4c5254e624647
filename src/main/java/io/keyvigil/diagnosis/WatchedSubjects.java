package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.PollOutcome;
import io.keyvigil.watch.SigningWatch;
import io.keyvigil.watch.WatchedTenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The monitored tenants. */
public final class WatchedSubjects implements KnownTenants {

    private static final int MOST_RECENT = 64;

    private final KeyWatch watch;
    private final SigningWatch signing;
    private final HistoryKeeper history;
    private final Clock clock;

    public WatchedSubjects(KeyWatch watch, SigningWatch signing, HistoryKeeper history, Clock clock) {
        this.watch = watch;
        this.signing = signing;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Optional<Subject> find(TenantId id) {
        return watch.find(id).map(WatchedSubjects::subject);
    }

    @Override
    public List<Subject> accepting(String issuer, String tid) {
        return subjects(watch.accepting(issuer, tid));
    }

    @Override
    public List<Subject> withKid(String kid) {
        return subjects(watch.withKid(kid));
    }

    @Override
    public List<Subject> withThumbprint(JwkThumbprint thumbprint) {
        return subjects(watch.withThumbprint(thumbprint));
    }

    @Override
    public List<Subject> recentlyChanged() {
        // A tenant whose keys never changed since the start also has keys.
        return subjects(Stream.concat(watch.recentlyChanged().stream(), watch.tenants().stream())
                .distinct()
                .limit(MOST_RECENT)
                .toList());
    }

    @Override
    public int count() {
        return watch.tenants().size();
    }

    @Override
    public WatchList watchList() {
        return watch.watchList();
    }

    @Override
    public Poll poll(TenantId id) {
        Optional<WatchedTenant> admitted = watch.find(id)
                .filter(watched -> watched.admitRequest(clock.instant()).isEmpty());
        return admitted.map(watched ->
                        watch.poll(watched).transition().outcome() == PollOutcome.FAILED ? Poll.FAILED : Poll.SUCCEEDED)
                .orElse(Poll.NOT_ADMITTED);
    }

    @Override
    public void verified(TenantId id, JwkThumbprint key, Instant issuedAt) {
        signing.recordAsync(id, key, issuedAt);
    }

    @Override
    public void verifiedByWithdrawn(TenantId id, JwkThumbprint key, Instant issuedAt, String token) {
        signing.recordWithdrawnAsync(id, key, issuedAt, token);
    }

    @Override
    public List<KeyEvent> events(TenantId id, Instant since, int limit) {
        return history.events(id, Optional.of(since), OptionalLong.empty(), limit).stream()
                .map(NumberedEvent::event)
                .toList();
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId id) {
        return history.publicJson(id);
    }

    private static List<Subject> subjects(List<WatchedTenant> tenants) {
        return tenants.stream().map(WatchedSubjects::subject).toList();
    }

    private static Subject subject(WatchedTenant watched) {
        return new Subject(watched.tenant(), watched.state(), false);
    }
}
