package io.keyvigil.testing;

import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.Profiles;
import io.keyvigil.consumer.ServedLives;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.RiskListener;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.risk.Severity;
import io.keyvigil.risk.Surroundings;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.TimeServers;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import io.keyvigil.watch.WatchedTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tenants of three consumers with profiles, polled with what a caller brings, and the watch over their risks. */
public final class RiskReplay implements RiskListener {

    private static final List<String> PROFILES = List.of("envoy-jwt-authn", "spring-nimbus-jwtdecoder", "go-oidc-v2");
    private static final Profiles SHIPPED = Profiles.shipped();

    private final MutableClock clock = MutableClock.at("2020-01-01T00:00:00Z");
    private final KeyWatch watch;
    private final RiskWatch risks;
    private FetchResult answer;
    private int firings;

    public RiskReplay(String... tenants) {
        MemoryHistory history = new MemoryHistory();
        HistoryKeeper keeper = new HistoryKeeper(history);
        ServedLives lives = new ServedLives();
        ClockWatch drifts = ClockWatch.of(clock, Runnable::run, ClockWatch.DEFAULT_THRESHOLD);
        watch = new KeyWatch(
                (tenant, known, round) -> answer, history, keeper, Claims.ALL, List.of(lives), clock, Runnable::run, 1);
        WatchListSource source = new WatchListSource(Optional.empty(), Optional.empty(), WatchListSource.OnError.FAIL);
        risks = new RiskWatch(
                new Surroundings(
                        watch,
                        new Forecasts(
                                () -> drifts.drift().known(), SHIPPED, (consumer, tenant) -> Optional.empty(), lives),
                        drifts,
                        source,
                        keeper,
                        Claims.ALL,
                        Duration.ofMinutes(10)),
                history,
                clock);
        risks.listen(this);
        watch.changed(WatchList.EMPTY, watchList(tenants));
    }

    private static WatchList watchList(String... ids) {
        TreeMap<ConsumerId, Consumer> consumers = new TreeMap<>();
        PROFILES.forEach(profile -> consumers.put(new ConsumerId(profile), consumer(profile)));
        TreeMap<TenantId, Tenant> tenants = new TreeMap<>();
        for (String id : ids) {
            Tenant plain = Tenants.ofJwksUri(id, Fetches.JWKS_URI, Duration.ofDays(1));
            tenants.put(
                    plain.id(),
                    new Tenant(
                            plain.id(),
                            plain.source(),
                            plain.issuer(),
                            plain.acceptIssuers(),
                            plain.audiences(),
                            plain.algorithms(),
                            plain.leeway(),
                            plain.pollEvery(),
                            plain.tokenLifetime(),
                            plain.headers(),
                            plain.tlsCa(),
                            plain.canary(),
                            List.copyOf(consumers.keySet())));
        }
        return new WatchList(tenants, consumers, TimeServers.NONE);
    }

    private static Consumer consumer(String profile) {
        return new Consumer(
                new ConsumerId(profile),
                Optional.of(profile),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Optional.empty());
    }

    /** Every tenant is polled at that moment and gets this, and is assessed after it. */
    public void polls(Instant at, FetchResult result) {
        clock.advance(Duration.between(clock.instant(), at));
        answer = result;
        watch.tenants().forEach(watch::poll);
        risks.assessAll();
    }

    /** Polls the tenants whose place in the order is a multiple of {@code oneIn}, and assesses none. */
    public void polls(Instant at, FetchResult result, int oneIn) {
        clock.advance(Duration.between(clock.instant(), at));
        answer = result;
        int place = 0;
        for (WatchedTenant tenant : watch.tenants()) {
            if (place++ % oneIn == 0) {
                watch.poll(tenant);
            }
        }
    }

    public void assess() {
        risks.assessAll();
    }

    public List<ActiveRisk> active() {
        return risks.active();
    }

    public boolean isActive(Risk risk) {
        return activeRisks().contains(risk);
    }

    public Set<Risk> activeRisks() {
        return risks.active().stream().map(ActiveRisk::risk).collect(Collectors.toSet());
    }

    /** How often a risk fired that is more than worth knowing. */
    public int firings() {
        return firings;
    }

    @Override
    public void fired(ActiveRisk risk) {
        firings += risk.severity() == Severity.INFO ? 0 : 1;
    }

    @Override
    public void severityChanged(ActiveRisk risk) {
        firings++;
    }

    @Override
    public void resolved(ActiveRisk risk, Instant at) {}
}
