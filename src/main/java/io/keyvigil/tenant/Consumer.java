package io.keyvigil.tenant;

import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Profiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A relying party: its caching behavior (a shipped profile with overridden values), the source of its observed cache, and its
 * validation settings.
 *
 * @param profile the canonical profile id, aliases resolved; empty if only the cache is observed
 * @param overrides values of the profile that this deployment sets differently, by member name: durations in ISO-8601
 *     ({@code cache-duration}, {@code cooldown}, {@code drop-lag}, {@code http-timeout}), {@code true} or {@code false}
 *     ({@code follows-cache-control}, {@code refetch-on-unknown-kid}, {@code refetch-on-bad-signature})
 * @param algorithms the accepted algorithms; empty if the watch list does not name them
 */
public record Consumer(
        ConsumerId id,
        Optional<String> profile,
        Map<String, String> overrides,
        Optional<CachedKeys> cachedKeys,
        Optional<String> issuer,
        List<String> audiences,
        Set<JwsAlgorithm> algorithms,
        Optional<Duration> leeway) {

    public Consumer {
        overrides = Map.copyOf(overrides);
        audiences = List.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
    }

    /** Returns the profile with this deployment's own values; empty if only the cache is observed. */
    public Optional<Profile> profileFrom(Profiles profiles) {
        return profile.flatMap(profiles::find).map(shipped -> shipped.with(overrides, leeway));
    }
}
