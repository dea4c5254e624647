package io.keyvigil.risk;

import io.keyvigil.profile.Leeway;
import io.keyvigil.profile.Profile;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The smallest clock leeway among a tenant's consumers: from the watch list, otherwise from their profiles, otherwise 60 s. */
final class SmallestLeeway {

    static final Duration DEFAULT = Duration.ofSeconds(60);

    private SmallestLeeway() {}

    static Duration of(Tenant tenant, List<Consumer> consumers, Function<Consumer, Optional<Profile>> profiles) {
        if (tenant.leeway().isPresent()) {
            return tenant.leeway().get();
        }
        Duration smallest = null;
        for (Consumer consumer : consumers) {
            Optional<Duration> own = of(consumer, profiles.apply(consumer));
            if (own.isPresent() && (smallest == null || own.get().compareTo(smallest) < 0)) {
                smallest = own.get();
            }
        }
        return smallest == null ? DEFAULT : smallest;
    }

    private static Optional<Duration> of(Consumer consumer, Optional<Profile> profile) {
        return consumer.leeway().or(() -> profile.map(Profile::leeway)
                .filter(Leeway::applicable)
                .flatMap(leeway -> Stream.of(leeway.expiry(), leeway.notBefore())
                        .flatMap(Optional::stream)
                        .min(Duration::compareTo)));
    }
}
