package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Determines the settings that a token is validated against: the request takes precedence over the consumer, and the
 * consumer over the tenant.
 */
final class Expectations {

    static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(60);

    private final ConsumerCaches caches;

    Expectations(ConsumerCaches caches) {
        this.caches = caches;
    }

    Expectation of(DiagnosisRequest request, Optional<Subject> subject, WatchList watchList) {
        Optional<Tenant> tenant = subject.map(Subject::tenant);
        Optional<Consumer> consumer = request.consumer().map(watchList.consumers()::get);
        Whose<List<String>> audiences = audiences(request, consumer, tenant);
        Whose<Set<JwsAlgorithm>> algorithms = algorithms(consumer, tenant);
        Whose<Duration> leeway = leeway(request, subject, consumer, watchList);
        return new Expectation(
                audiences.value(),
                audiences.whose(),
                algorithms.value(),
                algorithms.whose(),
                leeway.value(),
                leeway.whose());
    }

    private record Whose<T>(T value, String whose) {}

    private static Whose<List<String>> audiences(
            DiagnosisRequest request, Optional<Consumer> consumer, Optional<Tenant> tenant) {
        if (request.audience().isPresent()) {
            return new Whose<>(List.of(request.audience().get()), "the request");
        }
        return consumer.filter(known -> !known.audiences().isEmpty())
                .map(known -> new Whose<>(known.audiences(), named(known)))
                .or(() -> tenant.map(known -> new Whose<>(known.audiences(), named(known))))
                .orElse(new Whose<>(List.of(), "nobody"));
    }

    private static Whose<Set<JwsAlgorithm>> algorithms(Optional<Consumer> consumer, Optional<Tenant> tenant) {
        return consumer.filter(known -> !known.algorithms().isEmpty())
                .map(known -> new Whose<>(known.algorithms(), named(known)))
                .or(() -> tenant.map(known -> new Whose<>(known.algorithms(), named(known))))
                .orElseGet(() -> new Whose<>(JwsAlgorithm.asymmetric(), "the default"));
    }

    private Whose<Duration> leeway(
            DiagnosisRequest request, Optional<Subject> subject, Optional<Consumer> consumer, WatchList watchList) {
        Optional<Whose<Duration>> ofConsumer =
                consumer.flatMap(known -> caches.leeway(known).map(leeway -> new Whose<>(leeway, named(known))));
        Optional<Whose<Duration>> ofTenant = subject.map(Subject::tenant)
                .flatMap(known -> known.leeway().map(leeway -> new Whose<>(leeway, named(known))));
        return ofConsumer
                .or(() -> ofTenant)
                .or(() -> ConsumerCaches.consumers(request, subject, watchList).stream()
                        .flatMap(known -> caches.leeway(known).map(leeway -> Map.entry(leeway, named(known))).stream())
                        .min(Comparator.comparing(Map.Entry::getKey))
                        .map(smallest -> new Whose<>(smallest.getKey(), smallest.getValue())))
                .orElse(new Whose<>(DEFAULT_LEEWAY, "the default"));
    }

    private static String named(Consumer consumer) {
        return "consumer " + consumer.id();
    }

    private static String named(Tenant tenant) {
        return "tenant " + tenant.id();
    }
}
