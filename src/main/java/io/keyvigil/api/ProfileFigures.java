package io.keyvigil.api;

import io.keyvigil.profile.HttpLimits;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.Refresh;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The caching behavior of a consumer in figures. Durations are ISO-8601; unrecorded values are absent or marked. */
@Schema(description = "How a consumer caches keys; unrecorded figures are absent or say unrecorded")
record ProfileFigures(
        @Schema(description = "A, A1, A2: fetches on demand; B: timer; C: the provider's directives; D: at start only")
                String behaviourClass,
        @Schema(description = "set: the whole set grows old as one; key: each key by its kid") String cached,
        @Schema(description = "refresh interval or time to live: a duration, unbounded, or unrecorded")
                String refreshEvery,
        @Schema(description = "the most that chance adds to it") Optional<Duration> jitter,
        Optional<Duration> staleWhileRevalidate,
        @Schema(description = "yes, no, or unrecorded") String followsCacheControl,
        Optional<Duration> minimumLife,
        Optional<Duration> maximumLife,
        @Schema(description = "refetch, refetch-in-background, none, or unrecorded") String unknownKid,
        @Schema(description = "how long one refetch can forbid the next: a duration, cache-life, or unrecorded")
                String cooldown,
        @Schema(description = "how many refetches fit in before the cooldown bites") Optional<Integer> cooldownBudget,
        String cooldownScope,
        @Schema(description = "whether a bad signature under a known kid causes a fetch: yes, no, or unrecorded")
                String badSignatureRefetch,
        @Schema(
                        description =
                                "how long a withdrawn key stays trusted: a duration, cache-life, unbounded, or unrecorded")
                String dropLag,
        @Schema(description = "whether held keys are used on while they cannot be fetched: yes, no, or unrecorded")
                String keepsOldKeys,
        Optional<Duration> httpTimeout,
        Optional<Duration> connectTimeout,
        Optional<Duration> idleTimeout,
        @Schema(description = "in octets") Optional<Long> bodyLimit,
        @Schema(description = "false if it validates no times") boolean validatesTimes,
        @Schema(description = "allowed on exp") Optional<Duration> leeway,
        @Schema(description = "allowed on nbf") Optional<Duration> leewayNotBefore,
        @Schema(description = "the most that iat may be away from now") Optional<Duration> leewayIssuedAt) {

    static ProfileFigures of(Profile profile) {
        Refresh refresh = profile.refresh();
        HttpLimits http = profile.http();
        return new ProfileFigures(
                profile.behaviourClass().code(),
                refresh.cached().code(),
                refresh.every().text(),
                refresh.jitter(),
                refresh.staleWhileRevalidate(),
                refresh.followsCacheControl().code(),
                refresh.minimumLife(),
                refresh.maximumLife(),
                profile.unknownKid().reaction().code(),
                profile.unknownKid().cooldown().text(),
                profile.unknownKid().budget(),
                profile.unknownKid().scope().code(),
                profile.badSignature().refetches().code(),
                profile.withdrawal().dropLag().text(),
                profile.onFetchFailure().keepsOldKeys().code(),
                http.timeout(),
                http.connectTimeout(),
                http.idleTimeout(),
                http.bodyLimit(),
                profile.leeway().applicable(),
                profile.leeway().expiry(),
                profile.leeway().notBefore(),
                profile.leeway().issuedAt());
    }
}
