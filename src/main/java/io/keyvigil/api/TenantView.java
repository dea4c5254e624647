package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.Cadence;
import io.keyvigil.watch.NextRotation;
import io.keyvigil.watch.PollFailure;
import io.keyvigil.watch.RotationForecast;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.WatchedTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All data about one tenant. It has the names of the sent headers, but not their values. */
record TenantView(
        @JsonUnwrapped TenantRow row,
        Optional<Instant> watchedSince,
        boolean insecure,
        String source,
        List<String> acceptIssuers,
        List<String> audiences,
        List<String> algorithms,
        Duration pollEvery,
        Duration tokenLifetime,
        List<String> headerNames,
        List<String> consumers,
        Optional<MetadataView> metadata,
        Optional<ExchangeView> discovery,
        Optional<ExchangeView> jwks,
        Optional<Instant> lastAttempt,
        int consecutiveFailures,
        Optional<FailureView> lastFailure,
        Optional<CadenceView> cadence,
        List<RotationView> rotations,
        Optional<CanaryView> canary) {

    /** @param issuerDiffers whether the document names another issuer than the watch list */
    record MetadataView(
            String issuer,
            boolean issuerDiffers,
            String jwksUri,
            List<String> signingAlgorithms,
            Optional<String> tokenEndpoint) {
        static MetadataView of(ProviderMetadata metadata, Tenant tenant) {
            return new MetadataView(
                    metadata.issuer(),
                    tenant.issuer().filter(metadata.issuer()::equals).isEmpty(),
                    metadata.jwksUri(),
                    metadata.signingAlgorithms(),
                    metadata.tokenEndpoint());
        }
    }

    /** The last failed poll, which may be long ago. */
    record FailureView(String reason, String explanation, String detail, Instant at) {
        static FailureView of(PollFailure failure) {
            return new FailureView(
                    failure.reason().code(), failure.reason().explanation(), failure.detail(), failure.at());
        }
    }

    /** The regularity of new keys. */
    record CadenceView(Duration interval, Duration spread, int arrivals, Instant last, Instant expectedNext) {
        static CadenceView of(Cadence cadence) {
            return new CadenceView(
                    cadence.interval(), cadence.spread(), cadence.arrivals(), cadence.last(), cadence.expectedNext());
        }
    }

    /** The expected time of the next key change; the interval has the given confidence, 0 to 1. */
    record RotationView(
            Instant at, Instant earliest, Instant latest, String basis, double confidence, String explanation) {
        static RotationView of(NextRotation next) {
            return new RotationView(
                    next.at(),
                    next.earliest(),
                    next.latest(),
                    next.basis().code(),
                    next.confidence(),
                    next.explanation());
        }
    }

    static TenantView of(WatchedTenant watched, List<ActiveRisk> risks, Optional<CanaryView> canary, Instant now) {
        Tenant tenant = watched.tenant();
        TenantState state = watched.state();
        return new TenantView(
                TenantRow.inFull(watched, risks, now),
                state.watchedSince(),
                tenant.insecure(),
                source(tenant.source()),
                tenant.acceptIssuers(),
                tenant.audiences(),
                tenant.algorithms().stream()
                        .map(JwsAlgorithm::registeredName)
                        .sorted()
                        .toList(),
                tenant.pollEvery(),
                tenant.tokenLifetime(),
                tenant.headers().keySet().stream().sorted().toList(),
                tenant.consumers().stream().map(ConsumerId::value).toList(),
                state.metadata().map(metadata -> MetadataView.of(metadata, tenant)),
                state.discovery().map(ExchangeView::of),
                state.jwks().map(ExchangeView::of),
                state.health().lastAttempt(),
                state.health().failures(),
                state.health().lastFailure().map(FailureView::of),
                Cadence.of(state).map(CadenceView::of),
                RotationForecast.of(state, now).stream().map(RotationView::of).toList(),
                canary);
    }

    private static String source(KeySource source) {
        if (source instanceof KeySource.Discovery discovery) {
            return discovery.uri();
        }
        return source instanceof KeySource.JwksUri jwks
                ? jwks.uri()
                : ((KeySource.JwksFile) source).file().toString();
    }
}
