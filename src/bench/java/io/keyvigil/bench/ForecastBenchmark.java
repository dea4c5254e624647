package io.keyvigil.bench;

import io.keyvigil.consumer.ConsumerForecast;
import io.keyvigil.consumer.Forecast;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forecasts 10,000 tenants with three consumers each on one thread and prints processor time and allocation: quiet tenants
 * (their last rotation is a month old), tenants of which one in a hundred has just rotated, and the storm in which all have.
 */
final class ForecastBenchmark {

    private static final int TENANTS = 10_000;
    private static final int WARM_UPS = 20;
    private static final int ROUNDS = 9;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant ROTATED = START.plus(Duration.ofDays(30));
    private static final List<String> PROFILES = List.of("spring-nimbus-jwtdecoder", "quarkus-oidc", "go-oidc-v2");

    private final Map<Consumer, Profile> consumers = new LinkedHashMap<>();
    private final List<ProviderSituation> situations = new ArrayList<>();

    private ForecastBenchmark() {
        Profiles profiles = Profiles.shipped();
        PROFILES.forEach(id -> consumers.put(consumer(id), profiles.find(id).orElseThrow()));
    }

    public static void main(String... arguments) {
        ForecastBenchmark benchmark = new ForecastBenchmark();
        System.out.println("| tenants | processor time, median | allocated | exposures |");
        System.out.println("| --- | ---: | ---: | ---: |");
        benchmark.measure("quiet", 0);
        benchmark.measure("1 in 100 rotated", 100);
        benchmark.measure("all rotated", 1);
    }

    private void measure(String name, int oneIn) {
        situations.clear();
        for (int i = 0; i < TENANTS; i++) {
            boolean rotated = oneIn > 0 && i % oneIn == 0;
            situations.add(situation("t" + i, rotated ? Duration.ofMinutes(2) : Duration.ofDays(31)));
        }
        for (int i = 0; i < WARM_UPS; i++) {
            round();
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> times = new ArrayList<>();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long exposures = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            exposures = round();
            times.add(threads.getCurrentThreadCpuTime() - start);
        }
        allocated = (threads.getCurrentThreadAllocatedBytes() - allocated) / ROUNDS;
        times.sort(Long::compare);
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f MiB | %,d |",
                name,
                times.get(ROUNDS / 2) / 1e6,
                allocated / 1024.0 / 1024,
                exposures));
    }

    private long round() {
        long exposures = 0;
        for (ProviderSituation situation : situations) {
            Forecast forecast = Forecast.of(situation);
            for (Map.Entry<Consumer, Profile> each : consumers.entrySet()) {
                ConsumerForecast of = forecast.of(each.getKey(), Optional.of(each.getValue()), Optional.empty());
                exposures += of.exposures().size();
            }
        }
        return exposures;
    }

    private static ProviderSituation situation(String id, Duration afterRotation) {
        Tenant tenant = Tenants.of(id);
        String first = SigningKeys.rsa("first").jwk();
        String second = SigningKeys.rsa("second").jwk();
        String third = SigningKeys.rsa("third").jwk();
        List<KeyEvent> events = new ArrayList<>();
        TenantState state = polled(TenantState.UNSEEN, START, events, first, second);
        state = polled(state, ROTATED.minus(Duration.ofDays(5)), events, first, second, third);
        state = polled(state, ROTATED, events, second, third);
        return ProviderSituation.of(tenant, state, events, ROTATED.plus(afterRotation))
                .withMaxAge(Optional.of(Duration.ofDays(1)));
    }

    private static TenantState polled(TenantState before, Instant at, List<KeyEvent> events, String... jwks) {
        Transition transition = before.next(Fetches.fetched(jwks), at, at);
        events.addAll(transition.events());
        return transition.after();
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
}
