package io.keyvigil.cli;

import io.keyvigil.telemetry.MetricsSelection;
import io.keyvigil.tenant.WatchListSource.OnError;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The service's settings. Each also has an environment variable, such as {@code KEYVIGIL_WATCHLIST}. */
@ConfigMapping(prefix = "keyvigil")
public interface KeyvigilConfig {

    /** The watch list file. */
    Optional<Path> watchlist();

    /** The reaction to an invalid watch list at start: {@code fail} ends the process, {@code degrade} continues. */
    @WithName("watchlist.on-error")
    @WithDefault("fail")
    OnError watchlistOnError();

    /** Issuers to monitor with default settings, separated by commas. */
    Optional<String> issuers();

    /** {@code embedded}, or the address of the shared store; see {@link StoreAddress}. */
    @WithName("store")
    @WithDefault(StoreAddress.EMBEDDED)
    String store();

    /** The directory of the embedded store. */
    Path dataDir();

    /** Issuers, or prefixes of issuers, that {@code /probe} may poll in addition to those of the watch list. */
    @WithName("probe.allow")
    Optional<List<String>> probeAllow();

    /** The maximum number of probes per second for all callers together; the burst is twice as large. */
    @WithName("probe.rate")
    @WithDefault("50")
    int probeRate();

    /** Whether the addresses that a host with a public address refers to ({@code jwks_uri}, redirects) must be public. */
    @WithName("provider.public-only")
    @WithDefault("false")
    boolean providerPublicOnly();

    /**
     * The maximum number of concurrent polls of tenants whose last fetch succeeded, and of concurrent polls of all other tenants.
     * Polls that take longer than half a second are not counted: up to the same number for the former, and three times as many
     * for all other tenants.
     */
    @WithName("poll.parallel")
    @WithDefault("64")
    int pollParallel();

    /** The tenants with series in {@code /metrics}: {@code all}, or those that are {@code not-ok}. */
    @WithName("metrics.only")
    @WithDefault("all")
    MetricsSelection metricsOnly();

    /** The maximum number of diagnoses per second for one caller; the burst is twice as large. Loopback is not limited. */
    @WithName("diagnose.rate")
    @WithDefault("100")
    int diagnoseRate();

    /**
     * The maximum number of diagnoses per second for all callers together; the burst is twice as large. Loopback is not limited.
     */
    @WithName("diagnose.rate-in-all")
    @WithDefault("1000")
    int diagnoseRateInAll();

    /** The issuer of accepted bearer tokens. Without it, reading is open, and changes require loopback. */
    @WithName("auth.issuer")
    Optional<String> authIssuer();

    /** A required element of the bearer tokens' {@code aud}. */
    @WithName("auth.audience")
    Optional<String> authAudience();

    /** The claim that lists the roles, if it is not one of the usual ones. */
    @WithName("auth.roles-claim")
    Optional<String> authRolesClaim();

    /** Accepted host names of this service, in addition to loopback and the local address of the request's connection. */
    @WithName("api.hosts")
    Optional<List<String>> apiHosts();

    /** Whether all requests that change something are rejected. */
    @WithName("api.read-only")
    @WithDefault("false")
    boolean apiReadOnly();

    /** The lag after which an observed cache without a recorded bound becomes critical. */
    @WithName("consumer.grace")
    @WithDefault("10m")
    Duration consumerGrace();

    /** The base addresses of Alertmanagers that are notified of risks directly: each member of a cluster. */
    @WithName("notify.alertmanager")
    Optional<List<String>> notifyAlertmanager();

    /** The address that receives risks as CloudEvents; it may be a secret. */
    @WithName("notify.webhook")
    Optional<String> notifyWebhook();

    /** The file of the secret that signs webhook requests. */
    @WithName("notify.webhook-secret-file")
    Optional<Path> notifyWebhookSecretFile();

    /** The minimum severity of notified risks. */
    @WithName("notify.severity")
    @WithDefault("warning")
    String notifySeverity();

    /** The address of this service in notifications, as used by their recipients. */
    @WithName("notify.external-url")
    @WithDefault("http://localhost:${quarkus.http.port}")
    String notifyExternalUrl();
}
