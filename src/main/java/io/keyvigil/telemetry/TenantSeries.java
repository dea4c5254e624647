package io.keyvigil.telemetry;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.ntp.ClockStep;
import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.ServerClock;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.PollOutcome;
import io.keyvigil.watch.RotationForecast;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.WatchedTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Renders the series of tenants from their states at scrape time, family by family. Nothing is kept between scrapes: the series
 * of removed tenants and keys disappear immediately.
 */
final class TenantSeries {

    static final int MOST_KEYS_A_TENANT = 32;

    /**
     * The number of tenants above which counters with value zero are omitted: 45 of them per tenant would be most of the page.
     */
    static final int MOST_TENANTS_WITH_ZEROS = 1_000;

    private static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(60);
    private static final PollOutcome[] OUTCOMES = PollOutcome.values();
    private static final FetchFailure[] REASONS = FetchFailure.values();
    private static final KeyEventKind[] KINDS = KeyEventKind.values();

    private final Exposition page;
    private final List<Row> rows;
    private final Optional<ClockStep> step;
    private final boolean withZeros;
    private final Instant now;

    /** A tenant and its state, read once for the whole page. */
    private record Row(String id, Tenant tenant, TenantState state) {}

    /** Writes the samples of one family for one tenant. */
    private interface Samples {
        void of(Row row);
    }

    /**
     * @param step the time of the last clock step; clock samples of providers before it are invalid
     * @param now the start of the search for the next rotation
     */
    TenantSeries(Exposition page, Collection<WatchedTenant> tenants, Optional<ClockStep> step, Instant now) {
        this.page = page;
        this.step = step;
        this.now = now;
        this.rows = tenants.stream()
                .map(watched -> new Row(watched.tenant().id().value(), watched.tenant(), watched.state()))
                .toList();
        this.withZeros = rows.size() <= MOST_TENANTS_WITH_ZEROS;
    }

    /** @param watchList may be older or newer than the tenants; consumers that it lacks are ignored */
    void write(WatchList watchList) {
        polls();
        keys();
        provider();
        family(MetricFamily.LEEWAY, row -> page.sample(leeway(row.tenant(), watchList), row.id()));
    }

    /** Returns the number of published keys without series of their own. */
    long droppedKeys() {
        return rows.stream()
                .mapToLong(row -> Math.max(0, publishedCount(row.state()) - MOST_KEYS_A_TENANT))
                .sum();
    }

    private void polls() {
        family(MetricFamily.PROVIDER_UP, row -> page.sample(row.state().health().up() ? 1 : 0, row.id()));
        family(MetricFamily.POLLS, row -> {
            for (PollOutcome outcome : OUTCOMES) {
                counter(row.state().tallies().outcomes().of(outcome), row.id(), outcome.code());
            }
        });
        family(MetricFamily.POLL_FAILURES, row -> {
            for (FetchFailure reason : REASONS) {
                counter(row.state().tallies().failures().of(reason), row.id(), reason.code());
            }
        });
        family(MetricFamily.LAST_POLL, row -> moment(row.state().health().lastAttempt(), row.id()));
        family(MetricFamily.LAST_SUCCESS, row -> moment(row.state().health().lastSuccess(), row.id()));
        family(MetricFamily.POLL_INTERVAL, row -> page.sample(row.tenant().pollEvery(), row.id()));
    }

    private void keys() {
        family(MetricFamily.PUBLISHED_KEYS, row -> page.sample(row.state().publishedSigningKeys(), row.id()));
        family(MetricFamily.KEY_INFO, row -> keys(row).forEach(key -> page.sample(1, labels(row, key))));
        family(MetricFamily.KEY_FIRST_SEEN, row -> keys(row)
                .forEach(key -> page.sample(key.firstSeen(), labels(row, key))));
        family(MetricFamily.KEY_NOT_AFTER, row -> keys(row)
                .forEach(key -> notAfter(key).ifPresent(end -> page.sample(end, labels(row, key)))));
        family(MetricFamily.KEY_EVENTS, row -> {
            for (KeyEventKind kind : KINDS) {
                counter(row.state().tallies().events().of(kind), row.id(), kind.code());
            }
        });
        family(MetricFamily.LAST_ROTATION, row -> moment(row.state().lastRotation(), row.id()));
        family(MetricFamily.NEXT_ROTATION, row -> RotationForecast.of(row.state(), now)
                .forEach(next -> page.sample(next.at(), row.id(), next.basis().code())));
    }

    private void provider() {
        family(MetricFamily.JWKS_MAX_AGE, row -> row.state()
                .jwks()
                .map(Exchange::cache)
                .flatMap(CacheDirectives::freshness)
                .ifPresent(freshness -> page.sample(freshness, row.id())));
        family(MetricFamily.JWKS_HASH, this::hashes);
        family(MetricFamily.PROVIDER_CLOCK_OFFSET, row -> exchanges(row)
                .filter(exchange ->
                        step.filter(last -> last.overtook(exchange.at())).isEmpty())
                .flatMap(exchange -> exchange.serverClock().stream())
                .reduce((earlier, later) -> later)
                .map(ServerClock::offset)
                .ifPresent(offset -> page.sample(offset, row.id())));
        family(MetricFamily.TLS_NOT_AFTER, row -> exchanges(row)
                .flatMap(exchange -> exchange.tlsNotAfter().stream())
                .min(Instant::compareTo)
                .ifPresent(end -> page.sample(end, row.id())));
    }

    /** Writes the hashes of a tenant with an issuer; without one, the apiserver's series cannot be found. */
    private void hashes(Row row) {
        Optional<String> issuer = row.tenant().issuer();
        Optional<Sha256Digest> sha256 = row.state().jwksSha256();
        if (issuer.isPresent() && sha256.isPresent()) {
            page.sample(1, row.id(), KubernetesHashes.ofIssuer(issuer.get()), KubernetesHashes.ofKeySet(sha256.get()));
        }
    }

    private void family(MetricFamily family, Samples samples) {
        page.begin(family);
        rows.forEach(samples::of);
    }

    private void counter(int count, String tenant, String code) {
        if (count > 0 || withZeros) {
            page.sample(count, tenant, code);
        }
    }

    private void moment(Optional<Instant> moment, String tenant) {
        moment.ifPresent(known -> page.sample(known, tenant));
    }

    private static Stream<Exchange> exchanges(Row row) {
        return Stream.of(row.state().discovery(), row.state().jwks()).flatMap(Optional::stream);
    }

    private static long publishedCount(TenantState state) {
        return state.keys().stream().takeWhile(ObservedKey::published).count();
    }

    private static List<ObservedKey> keys(Row row) {
        return row.state().keys().stream()
                .takeWhile(ObservedKey::published)
                .limit(MOST_KEYS_A_TENANT)
                .toList();
    }

    private static String[] labels(Row row, ObservedKey key) {
        return new String[] {
            row.id(),
            LabelText.of(key.jwk().kid().orElse("")),
            key.jwk().thumbprint().map(JwkThumbprint::value).orElse("")
        };
    }

    private static Optional<Instant> notAfter(ObservedKey key) {
        return key.jwk().validity().notAfter().or(key.jwk().validity()::certificateNotAfter);
    }

    private static Duration leeway(Tenant tenant, WatchList watchList) {
        return tenant.leeway()
                .or(() -> tenant.consumers().stream()
                        .map(watchList.consumers()::get)
                        .filter(Objects::nonNull)
                        .map(Consumer::leeway)
                        .flatMap(Optional::stream)
                        .min(Duration::compareTo))
                .orElse(DEFAULT_LEEWAY);
    }
}
