package io.keyvigil.testing;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.RiskListener;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.WatchedTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tenants of three consumers with profiles, polled with what a caller brings, and the watch over their risks. */
public final class RiskReplay implements RiskListener {

    private static final List<String> PROFILES = List.of("envoy-jwt-authn", "spring-nimbus-jwtdecoder", "go-oidc-v2");

    private final MutableClock clock = MutableClock.at("2020-01-01T00:00:00Z");
    private FetchResult answer;
    private final ScriptedWatch watch =
            ScriptedWatch.of(clock, (tenant, known, round) -> answer, ObservedCaches.NONE, Claims.ALL);
    private final RiskWatch risks = watch.risks(this);
    private int firings;

    public RiskReplay(String... tenants) {
        Consumer[] consumers = PROFILES.stream()
                .map(profile -> ConsumersOfTests.modelled(profile, profile))
                .toArray(Consumer[]::new);
        watch.keys()
                .changed(
                        WatchList.EMPTY, ConsumersOfTests.polledEvery(Duration.ofDays(1), List.of(tenants), consumers));
    }

    /** Every tenant is polled at that moment and gets this, and is assessed after it. */
    public void polls(Instant at, FetchResult result) {
        clock.advance(Duration.between(clock.instant(), at));
        answer = result;
        watch.keys().tenants().forEach(watch.keys()::poll);
        risks.assessAll();
    }

    /** Polls the tenants whose place in the order is a multiple of {@code oneIn}, and assesses none. */
    public void polls(Instant at, FetchResult result, int oneIn) {
        clock.advance(Duration.between(clock.instant(), at));
        answer = result;
        int place = 0;
        for (WatchedTenant tenant : watch.keys().tenants()) {
            if (place++ % oneIn == 0) {
                watch.keys().poll(tenant);
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
