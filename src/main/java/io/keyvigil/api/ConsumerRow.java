package io.keyvigil.api;

import io.keyvigil.consumer.ConsumerForecast;
import io.keyvigil.consumer.Exposure;
import io.keyvigil.consumer.ReviewRemark;
import io.keyvigil.jose.JwkThumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A consumer: its caching behavior and, for each of its tenants, its forecast and the conflicts of its settings. */
record ConsumerRow(
        String id,
        @Schema(description = "the id of the shipped profile, aliases resolved; absent if only its cache is observed")
                Optional<String> profile,
        @Schema(description = "values of the profile that the watch list sets otherwise, by their names there")
                Map<String, String> overrides,
        @Schema(description = "the profile's figures with these values") Optional<ProfileFigures> figures,
        @Schema(description = "the cache that it shows by cached-keys; absent if it shows none")
                Optional<CacheView> cache,
        @Schema(description = "how many tenants name it") int tenantCount,
        @Schema(description = "the number of tenants at which it may now reject valid tokens or accept a withdrawn key")
                int exposedCount,
        @Schema(description = "all of them by id; with ?tenants= so many at most, the worst first")
                List<TenantOfConsumer> tenants) {

    /**
     * @param exposed whether it may currently reject valid tokens or accept a withdrawn key
     * @param safeAt the end of the last exposure without intervention; absent without exposure, and if only a restart ends it
     */
    record TenantOfConsumer(
            String tenant,
            boolean exposed,
            Optional<Instant> safeAt,
            HoldingsView holds,
            List<ExposureView> forecast,
            List<RemarkView> review) {
        static TenantOfConsumer of(
                ConsumerForecast forecast, HoldingsView holds, List<ReviewRemark> review, Instant now) {
            return new TenantOfConsumer(
                    forecast.tenant().value(),
                    forecast.exposedAt(now),
                    forecast.safeAt(),
                    holds,
                    forecast.exposures().stream().map(ExposureView::of).toList(),
                    review.stream().map(RemarkView::of).toList());
        }
    }

    /** An exposure. Without {@code until} only the event in {@code endedBy} ends it. */
    record ExposureView(
            String cause,
            Optional<String> kid,
            Optional<String> thumbprint,
            Instant from,
            Optional<Instant> until,
            String certainty,
            String explanation,
            String endedBy) {
        static ExposureView of(Exposure exposure) {
            return new ExposureView(
                    exposure.cause().code(),
                    exposure.key().flatMap(key -> key.kid()),
                    exposure.key().flatMap(key -> key.thumbprint()).map(JwkThumbprint::value),
                    exposure.from(),
                    exposure.until(),
                    exposure.certainty().code(),
                    exposure.explanation(),
                    exposure.endedBy());
        }
    }

    /** A setting that conflicts with the provider. */
    record RemarkView(String code, String explanation, String remedy) {
        static RemarkView of(ReviewRemark remark) {
            return new RemarkView(remark.code().code(), remark.explanation(), remark.remedy());
        }
    }
}
