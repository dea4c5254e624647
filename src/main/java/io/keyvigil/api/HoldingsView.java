package io.keyvigil.api;

import io.keyvigil.cache.CacheObservation;
import io.keyvigil.consumer.CachedKeyState;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.watch.KeyIdentity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The keys of one tenant in a consumer's cache. */
@Schema(description = "The keys in the consumer's cache, as observed and as expected")
record HoldingsView(
        @Schema(description = "the last observation of its cache; absent without one") Optional<SeenCache> observed,
        @Schema(description = "every published signing key, and the latest withdrawn ones") List<HeldKey> keys) {

    private static final int MOST_KEYS = 100;

    /**
     * @param count the number of keys in the cache, including those of other tenants
     * @param keys at most 100 of them
     */
    record SeenCache(
            @Schema(description = "url or file: it was read there; report: the consumer sent it") String source,
            @Schema(description = "when") Instant at,
            @Schema(description = "how many keys it held, of whatever tenant") int count,
            @Schema(description = "at most 100 of them, by kid") List<NamedKey> keys) {}

    record NamedKey(Optional<String> kid, Optional<String> thumbprint) {
        static NamedKey of(KeyIdentity key) {
            return new NamedKey(key.kid(), key.thumbprint().map(JwkThumbprint::value));
        }
    }

    record HeldKey(
            Optional<String> kid,
            Optional<String> thumbprint,
            @Schema(description = "published or withdrawn by the provider") String state,
            @Schema(
                            description =
                                    "observed: holds, lacks; modelled: must-hold, fetches-on-demand, may-lack, lacks-until-restart,"
                                            + " may-hold, must-not-hold; unknown")
                    String holds,
            @Schema(description = "observed, or modelled from the profile") String basis,
            @Schema(description = "when it was seen so, or from when on it must be so") Optional<Instant> since,
            @Schema(description = "the last moment at which it may still be so; absent where time does not end it")
                    Optional<Instant> until,
            String reason) {
        static HeldKey of(CachedKeyState holding) {
            return new HeldKey(
                    holding.key().kid(),
                    holding.key().thumbprint().map(JwkThumbprint::value),
                    holding.published() ? "published" : "withdrawn",
                    holding.holds().code(),
                    holding.observed() ? "observed" : "modelled",
                    holding.since(),
                    holding.until(),
                    holding.reason());
        }
    }

    static HoldingsView of(Optional<CacheObservation> observation, List<CachedKeyState> holdings) {
        return new HoldingsView(
                observation.map(HoldingsView::seen),
                holdings.stream().map(HeldKey::of).toList());
    }

    private static SeenCache seen(CacheObservation observation) {
        return new SeenCache(
                observation.source().code(),
                observation.cache().at(),
                observation.cache().keys().size(),
                observation.cache().keys().stream()
                        .sorted(Comparator.comparing(
                                        (KeyIdentity key) -> key.kid().orElse(""))
                                .thenComparing(key -> key.thumbprint()
                                        .map(JwkThumbprint::value)
                                        .orElse("")))
                        .limit(MOST_KEYS)
                        .map(NamedKey::of)
                        .toList());
    }
}
