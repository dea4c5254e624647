package io.keyvigil.tenant;

import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads one consumer. */
final class ConsumerReader {

    static final List<String> DURATION_OVERRIDES = List.of("cache-duration", "cooldown", "drop-lag", "http-timeout");
    static final List<String> FLAG_OVERRIDES =
            List.of("follows-cache-control", "refetch-on-unknown-kid", "refetch-on-bad-signature");
    static final List<String> MEMBERS = Stream.of(
                    List.of("profile", "cached-keys", "issuer", "audiences", "algorithms", "leeway"),
                    DURATION_OVERRIDES,
                    FLAG_OVERRIDES)
            .flatMap(List::stream)
            .toList();

    /** The minimum of each duration. A cache duration or a timeout of zero is invalid; a cooldown of zero is common. */
    private static final Map<String, Duration> LEAST =
            Map.of("cache-duration", Duration.ofSeconds(1), "http-timeout", Duration.ofMillis(1));

    private final ValueReader values;

    ConsumerReader(ValueReader values) {
        this.values = values;
    }

    Consumer read(ConsumerId id, YamlMapping consumer) {
        KnownMembers.check(consumer, MEMBERS);
        if (!consumer.has("profile") && !consumer.has("cached-keys")) {
            consumer.problem(
                    "has neither profile nor cached-keys",
                    "add the profile of its library, or cached-keys if its cache can be observed");
        }
        Optional<String> profile = profile(consumer);
        Map<String, String> overrides = overrides(consumer);
        Optional<CachedKeys> cachedKeys = new CachedKeysReader(values).read(consumer);
        Set<JwsAlgorithm> algorithms = values.algorithms(consumer, "algorithms");
        Optional<Duration> leeway = DurationReader.read(consumer, "leeway", Duration.ZERO, TenantReader.LONGEST_LEEWAY);
        return new Consumer(
                id,
                profile,
                overrides,
                cachedKeys,
                values.issuer(consumer, "issuer"),
                values.texts(consumer, "audiences"),
                algorithms,
                leeway);
    }

    private Optional<String> profile(YamlMapping consumer) {
        return values.text(consumer, "profile").flatMap(written -> {
            Profiles profiles = Profiles.shipped();
            Optional<String> canonical = profiles.find(written).map(Profile::id);
            if (canonical.isEmpty()) {
                String meant = meant(written, profiles.names())
                        .map(name -> "did you mean " + name + "?")
                        .orElse("known profiles: " + String.join(", ", profiles.names()));
                consumer.problem("profile", "names " + written + ", which is not a shipped profile", meant);
            }
            return canonical;
        });
    }

    /** Returns the nearest name, or else the first that begins with, or contains, the written one. */
    private static Optional<String> meant(String written, List<String> names) {
        return Nearest.to(written, names)
                .or(() ->
                        names.stream().filter(name -> name.startsWith(written)).findFirst())
                .or(() -> names.stream().filter(name -> name.contains(written)).findFirst());
    }

    private static Map<String, String> overrides(YamlMapping consumer) {
        Map<String, String> overrides = new TreeMap<>();
        for (String name : DURATION_OVERRIDES) {
            DurationReader.read(consumer, name, LEAST.getOrDefault(name, Duration.ZERO), DurationReader.LONGEST)
                    .ifPresent(duration -> overrides.put(name, duration.toString()));
        }
        for (String name : FLAG_OVERRIDES) {
            consumer.flag(name).ifPresent(flag -> overrides.put(name, flag.toString()));
        }
        if (overrides.containsKey("cooldown") && "false".equals(overrides.get("refetch-on-unknown-kid"))) {
            consumer.problem(
                    "cooldown",
                    "contradicts refetch-on-unknown-kid: a consumer that never refetches has none",
                    "remove one of the two lines");
        }
        if (!consumer.has("profile")) {
            overrides
                    .keySet()
                    .forEach(name -> consumer.problem(
                            name, "overrides a profile, and there is none", "add the profile, or remove the line"));
        }
        return overrides;
    }
}
