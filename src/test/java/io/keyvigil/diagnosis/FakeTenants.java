package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.PollFailure;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tenants in memory, with keys that came and went. Counts polls; a tenant that is down cannot be polled. */
final class FakeTenants implements KnownTenants {

    private static final Duration LONG_WATCHED = Duration.ofDays(30);

    private final WatchList watchList;
    private final Instant now;
    private final Map<TenantId, Subject> subjects = new LinkedHashMap<>();
    private final Map<KeyIdentity, String> publicJson = new HashMap<>();
    private final Map<TenantId, List<KeyEvent>> events = new HashMap<>();
    private final Set<TenantId> down = new HashSet<>();
    private final List<Verified> verified = new ArrayList<>();
    private boolean refusing;
    private int polls;

    /** What was heard of a token that verified. */
    record Verified(TenantId tenant, JwkThumbprint key, Instant issuedAt) {}

    List<Verified> verified() {
        return List.copyOf(verified);
    }

    FakeTenants(WatchList watchList, Instant now) {
        this.watchList = watchList;
        this.now = now;
        watchList.tenants().forEach((id, tenant) -> subjects.put(id, new Subject(tenant, TenantState.UNSEEN, false)));
    }

    /** Publishes these keys, as ever; those of the second list were withdrawn a day ago. */
    FakeTenants keys(String tenant, List<TokenKey> published, List<TokenKey> withdrawn) {
        Instant since = now.minus(LONG_WATCHED);
        Instant gone = now.minus(Duration.ofDays(1));
        List<ObservedKey> keys = new ArrayList<>();
        read(published).forEach(key -> keys.add(new ObservedKey(key, since, Optional.empty())));
        read(withdrawn)
                .forEach(key -> keys.add(new ObservedKey(
                        key, since, Optional.of(new ObservedKey.Withdrawal(gone.minus(Duration.ofMinutes(5)), gone)))));
        put(tenant, Optional.of(since), keys);
        return this;
    }

    /** A key that came just now. */
    FakeTenants newKey(String tenant, TokenKey key) {
        TenantState state = subjects.get(new TenantId(tenant)).state();
        List<ObservedKey> keys = new ArrayList<>(state.keys());
        keys.add(0, new ObservedKey(read(List.of(key)).get(0), now.minusSeconds(30), Optional.empty()));
        put(tenant, state.watchedSince(), keys);
        return this;
    }

    /** A key took the other's place just now. */
    FakeTenants replaced(String tenant, TokenKey old, TokenKey replacement) {
        Instant then = now.minusSeconds(30);
        TenantState state = subjects.get(new TenantId(tenant)).state();
        Jwk gone = read(List.of(old)).get(0);
        List<ObservedKey> keys = new ArrayList<>();
        keys.add(new ObservedKey(read(List.of(replacement)).get(0), then, Optional.empty()));
        state.keys().stream()
                .map(key -> key.jwk().equals(gone)
                        ? new ObservedKey(
                                gone,
                                key.firstSeen(),
                                Optional.of(new ObservedKey.Withdrawal(then.minusSeconds(5), then)))
                        : key)
                .forEach(keys::add);
        put(tenant, state.watchedSince(), keys);
        return this;
    }

    FakeTenants advertising(String tenant, String... algorithms) {
        Subject subject = subjects.get(new TenantId(tenant));
        TenantState state = subject.state();
        ProviderMetadata metadata = new ProviderMetadata(
                subject.tenant().issuer().orElseThrow(),
                "https://login.example/keys",
                List.of(algorithms),
                Optional.empty());
        put(subject.tenant(), state(state.watchedSince(), state.keys(), Optional.of(metadata)));
        return this;
    }

    FakeTenants event(String tenant, KeyEvent event) {
        events.computeIfAbsent(new TenantId(tenant), any -> new ArrayList<>()).add(event);
        return this;
    }

    FakeTenants goDown(String tenant) {
        down.add(new TenantId(tenant));
        return this;
    }

    /** The last poll of this tenant failed. */
    FakeTenants failed(String tenant) {
        Subject subject = subjects.get(new TenantId(tenant));
        TenantState state = subject.state();
        PollHealth health = new PollHealth(
                Optional.of(now),
                state.watchedSince(),
                1,
                Optional.of(new PollFailure(FetchFailure.TIMEOUT, "", now)),
                Optional.empty());
        put(
                subject.tenant(),
                TenantState.of(
                        state.watchedSince(),
                        state.keys(),
                        state.metadata(),
                        state.jwksSha256(),
                        state.lastRotation(),
                        state.maxAge(),
                        health));
        return this;
    }

    /** Polls were asked for just now. */
    FakeTenants refusingPolls() {
        refusing = true;
        return this;
    }

    int polls() {
        return polls;
    }

    private List<Jwk> read(List<TokenKey> keys) {
        String text = keys.stream().map(TokenKey::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        JwkSetReading.Readable readable =
                (JwkSetReading.Readable) JwkSetParser.parse(text.getBytes(StandardCharsets.UTF_8));
        JwkSet set = readable.set();
        for (int index = 0; index < set.keys().size(); index++) {
            publicJson.put(
                    KeyIdentity.of(set.keys().get(index)), readable.publicJson().get(index));
        }
        return set.keys();
    }

    private void put(String tenant, Optional<Instant> since, List<ObservedKey> keys) {
        Subject subject = subjects.get(new TenantId(tenant));
        put(subject.tenant(), state(since, keys, subject.state().metadata()));
    }

    private void put(Tenant tenant, TenantState state) {
        subjects.put(tenant.id(), new Subject(tenant, state, false));
    }

    private static TenantState state(
            Optional<Instant> since, List<ObservedKey> keys, Optional<ProviderMetadata> metadata) {
        TenantState none = TenantState.UNSEEN;
        return TenantState.of(
                since, keys, metadata, none.jwksSha256(), none.lastRotation(), none.maxAge(), none.health());
    }

    @Override
    public Optional<Subject> find(TenantId id) {
        return Optional.ofNullable(subjects.get(id));
    }

    @Override
    public List<Subject> accepting(String issuer, String tid) {
        return where(
                subject -> Stream.concat(subject.tenant().issuer().stream(), subject.tenant().acceptIssuers().stream())
                        .anyMatch(accepted -> accepted.equals(issuer)
                                || accepted.contains("{tenantid}")
                                        && !tid.isEmpty()
                                        && accepted.toLowerCase(Locale.ROOT)
                                                .replace("{tenantid}", tid.toLowerCase(Locale.ROOT))
                                                .equals(issuer.toLowerCase(Locale.ROOT))));
    }

    @Override
    public List<Subject> withKid(String kid) {
        return where(subject -> subject.state().keys().stream()
                .anyMatch(key -> key.jwk().kid().filter(kid::equals).isPresent()));
    }

    @Override
    public List<Subject> withThumbprint(JwkThumbprint thumbprint) {
        return where(subject -> subject.state().keys().stream()
                .anyMatch(
                        key -> key.jwk().thumbprint().filter(thumbprint::equals).isPresent()));
    }

    private List<Subject> where(Predicate<Subject> fits) {
        return subjects.values().stream().filter(fits).toList();
    }

    @Override
    public List<Subject> recentlyChanged() {
        return List.copyOf(subjects.values());
    }

    @Override
    public int count() {
        return subjects.size();
    }

    @Override
    public WatchList watchList() {
        return watchList;
    }

    @Override
    public void verified(TenantId id, JwkThumbprint key, Instant issuedAt) {
        verified.add(new Verified(id, key, issuedAt));
    }

    @Override
    public Poll poll(TenantId id) {
        polls++;
        if (refusing) {
            return Poll.NOT_ADMITTED;
        }
        return down.contains(id) ? Poll.FAILED : Poll.SUCCEEDED;
    }

    @Override
    public List<KeyEvent> events(TenantId id, Instant since, int limit) {
        return events.getOrDefault(id, List.of()).stream()
                .filter(event -> !event.at().isBefore(since))
                .limit(limit)
                .toList();
    }

    @Override
    public Map<KeyIdentity, String> publicJson(TenantId id) {
        return publicJson;
    }
}
