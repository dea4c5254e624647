package io.keyvigil.testing;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.ntp.ProviderClockSample;
import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.provider.ServerClock;
import io.keyvigil.provider.Validators;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.ResolvedRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.RiskListener;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One tenant, {@code contoso}, polled every five minutes, and the watch over its risks; time stands still until a scene moves
 * it. Its tokens live for an hour. Consumers: {@code gateway} on a timer of ten minutes, {@code orders} that fetches for
 * unknown kids and waits half a second, {@code legacy} of which only the cache is observed, once it is.
 */
public final class RiskScene {

    private static final TenantId CONTOSO = new TenantId("contoso");
    private static final WatchList WATCH_LIST = ConsumersOfTests.polledEvery(
            Duration.ofMinutes(5),
            List.of(CONTOSO.value()),
            ConsumersOfTests.modelled("gateway", "envoy-jwt-authn"),
            ConsumersOfTests.modelled("orders", "nimbus-jwksource"),
            ConsumersOfTests.unknown("legacy"));

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final Map<ConsumerId, ObservedCache> observed = new HashMap<>();
    private final Notes told = new Notes();
    private final ChangingClaims claims = new ChangingClaims();
    private FetchResult answer;
    private final ScriptedWatch watch = ScriptedWatch.of(
            clock,
            (tenant, known, round) -> answer,
            (consumer, tenant) -> Optional.ofNullable(observed.get(consumer)),
            claims);
    private final Notes followed = new Notes();
    private RiskWatch risks;
    private Duration took = Duration.ofMillis(20);
    private Optional<Duration> maxAge = Optional.empty();
    private Optional<Instant> tlsNotAfter = Optional.empty();
    private Optional<ServerClock> serverClock = Optional.empty();

    private final WatchList watchList;

    public RiskScene() {
        this(WATCH_LIST);
    }

    private RiskScene(WatchList watchList) {
        this.watchList = watchList;
        watch.keys().changed(WatchList.EMPTY, watchList);
        risks = watching();
    }

    /** Nobody is known who relies on the tenant's keys. */
    public static RiskScene withoutConsumers() {
        return new RiskScene(ConsumersOfTests.polledEvery(Duration.ofMinutes(5), List.of(CONTOSO.value())));
    }

    public RiskScene isTakenOver() {
        claims.leaveAll();
        return this;
    }

    public RiskScene isGivenBack() {
        claims.takeAll();
        return this;
    }

    /** What another replica writes. */
    public RiskScene finds(ActiveRisk risk) {
        watch.history().write(List.of(risk), List.of(), List.of());
        return this;
    }

    /** Another replica takes the tenant over, and writes that nothing is wrong with it any more. */
    public RiskScene isTakenOverAndMended() {
        claims.leaveAll();
        List<ActiveRisk> ofTenant = risks.activeOf(CONTOSO);
        watch.history()
                .write(
                        List.of(),
                        ofTenant,
                        ofTenant.stream()
                                .map(risk -> new ResolvedRisk(risk, clock.instant()))
                                .toList());
        return this;
    }

    private RiskWatch watching() {
        RiskWatch fresh = watch.risks(told);
        fresh.listenToFollowed(followed);
        fresh.start();
        watch.keys().listen(fresh);
        watch.signing().listen(fresh);
        return fresh;
    }

    /** RSA keys of these kids, in the set that the next poll, which is now, reads. */
    public RiskScene publishes(String... kids) {
        return publishesKeys(
                Arrays.stream(kids).map(kid -> SigningKeys.rsa(kid).jwk()).toArray(String[]::new));
    }

    public RiskScene publishesKeys(String... jwks) {
        return polled(new FetchResult.Fetched(
                Optional.empty(),
                Optional.of(exchange()),
                Optional.empty(),
                Optional.of(Fetches.document(jwks)),
                took));
    }

    public RiskScene describes(ProviderMetadata metadata) {
        return polled(new FetchResult.Fetched(
                Optional.empty(), Optional.of(exchange()), Optional.of(metadata), Optional.empty(), took));
    }

    /** The same keys as before. */
    public RiskScene answers() {
        return polled(new FetchResult.NotModified(Optional.empty(), Optional.of(exchange()), took));
    }

    public RiskScene fails() {
        return polled(Fetches.failed(FetchFailure.TIMEOUT));
    }

    private RiskScene polled(FetchResult result) {
        answer = result;
        watch.keys().poll(watch.keys().find(CONTOSO).orElseThrow());
        return this;
    }

    private Exchange exchange() {
        return new Exchange(
                Fetches.JWKS_URI,
                clock.instant(),
                took,
                200,
                1_000,
                "HTTP/1.1",
                Validators.NONE,
                new CacheDirectives(maxAge, false, false, false, Optional.empty()),
                tlsNotAfter,
                serverClock);
    }

    public RiskScene maxAge(Duration age) {
        maxAge = Optional.of(age);
        return this;
    }

    public RiskScene takes(Duration time) {
        took = time;
        return this;
    }

    public RiskScene certificateEndsIn(Duration left) {
        tlsNotAfter = Optional.of(clock.instant().plus(left));
        return this;
    }

    /** @param offset this clock − the provider's */
    public RiskScene providerClock(Duration offset) {
        serverClock = Optional.of(new ServerClock(offset, Duration.ofMillis(600)));
        return this;
    }

    /** Somebody tells of this clock; the moment's only voice. */
    public RiskScene clockIsOff(Duration offset) {
        watch.drifts().heard(new ProviderClockSample("clock.example", offset, Duration.ofMillis(600), clock.instant()));
        return looks();
    }

    public RiskScene timeServers(String... servers) {
        watch.drifts().configure(List.of(servers), Duration.ofSeconds(64));
        return looks();
    }

    /** What {@code legacy} holds now. */
    public RiskScene holds(String... kids) {
        Set<KeyIdentity> keys = Arrays.stream(kids)
                .map(kid -> new KeyIdentity(Optional.of(kid), Optional.empty()))
                .collect(Collectors.toSet());
        observed.put(new ConsumerId("legacy"), new ObservedCache(keys, clock.instant()));
        return looks();
    }

    public RiskScene storeFails(boolean failing) {
        watch.history().fail(failing);
        return this;
    }

    /** A token that was issued so long ago verifies with the RSA key of that kid. */
    public RiskScene signed(String kid, Duration ago) {
        watch.signing().signed(CONTOSO, thumbprint(kid), clock.instant().minus(ago));
        return this;
    }

    private static JwkThumbprint thumbprint(String kid) {
        return Fetches.document(SigningKeys.rsa(kid).jwk())
                .set()
                .keys()
                .get(0)
                .thumbprint()
                .orElseThrow();
    }

    /** A token that was issued now, verifies with the withdrawn key and comes to be diagnosed. */
    public RiskScene diagnosesTokenOf(String kid, String token) {
        watch.signing().recordWithdrawnAsync(CONTOSO, thumbprint(kid), clock.instant(), token);
        return this;
    }

    /** Time passes, without a poll. */
    public RiskScene passes(Duration time) {
        clock.advance(time);
        return looks();
    }

    private RiskScene looks() {
        risks.assessAll();
        risks.assessInstance();
        return this;
    }

    /** Another process takes over the watch over risks. */
    public RiskScene restarts() {
        risks = watching();
        return this;
    }

    public RiskScene watchesNobody() {
        watch.keys().changed(watchList, WatchList.EMPTY);
        risks.changed(watchList, WatchList.EMPTY);
        return this;
    }

    public RiskWatch risks() {
        return risks;
    }

    public Instant now() {
        return clock.instant();
    }

    public Optional<ActiveRisk> active(Risk risk) {
        return risks.active().stream().filter(each -> each.risk() == risk).findFirst();
    }

    /** What listeners heard: {@code fired NAME severity} and so on. */
    public List<String> told() {
        return List.copyOf(told.lines);
    }

    /** The same of those who hear what other replicas found. */
    public List<String> followed() {
        return List.copyOf(followed.lines);
    }

    private static final class Notes implements RiskListener {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void fired(ActiveRisk risk) {
            lines.add("fired " + text(risk));
        }

        @Override
        public void severityChanged(ActiveRisk risk) {
            lines.add("changed " + text(risk));
        }

        @Override
        public void resolved(ActiveRisk risk, Instant at) {
            lines.add("resolved " + text(risk));
        }

        private static String text(ActiveRisk risk) {
            return risk.risk() + " " + risk.severity();
        }
    }
}
