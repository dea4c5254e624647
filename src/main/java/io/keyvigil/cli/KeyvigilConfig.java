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

/** The service's settings. Each is also an environment variable: {@code KEYVIGIL_WATCHLIST} and so on. */
@ConfigMapping(prefix = "keyvigil")
public interface KeyvigilConfig {

    /** The watch list's file. */
    Optional<Path> watchlist();

    /** What a watch list that is wrong at start leads to: {@code fail} ends the process, {@code degrade} goes on. */
    @WithName("watchlist.on-error")
    @WithDefault("fail")
    OnError watchlistOnError();

    /** Issuers to watch with default settings, separated by commas. */
    Optional<String> issuers();

    /** {@code embedded}, or where the shared store is; see {@link StoreAddress}. */
    @WithName("store")
    @WithDefault(StoreAddress.EMBEDDED)
    String store();

    /** The directory of the embedded store. */
    Path dataDir();

    /** Issuers, or prefixes of issuers, that {@code /probe} may ask for beside those of the watch list. */
    @WithName("probe.allow")
    Optional<List<String>> probeAllow();

    /** How many probes a second all callers together may ask for; twice as many at once. */
    @WithName("probe.rate")
    @WithDefault("50")
    int probeRate();

    /** Whether what a host with a public address leads to ({@code jwks_uri}, redirects) has to be public. */
    @WithName("provider.public-only")
    @WithDefault("false")
    boolean providerPublicOnly();

    /**
     * How many polls of tenants whose keys were last fetched may be in flight, and how many of all other tenants. As many polls
     * that take longer than half a second do not count; of all other tenants, three times as many.
     */
    @WithName("poll.parallel")
    @WithDefault("64")
    int pollParallel();

    /** Of which tenants {@code /metrics} has series: {@code all}, or those that are {@code not-ok}. */
    @WithName("metrics.only")
    @WithDefault("all")
    MetricsSelection metricsOnly();

    /** How many diagnoses a second one caller may ask for; twice as many at once. Loopback is not limited. */
    @WithName("diagnose.rate")
    @WithDefault("100")
    int diagnoseRate();

    /** How many diagnoses a second all callers together may ask for; twice as many at once. Loopback is not limited. */
    @WithName("diagnose.rate-in-all")
    @WithDefault("1000")
    int diagnoseRateInAll();

    /** Whose bearer tokens admit; without it reading is open and changing something needs loopback. */
    @WithName("auth.issuer")
    Optional<String> authIssuer();

    /** What the bearer tokens' {@code aud} has to hold. */
    @WithName("auth.audience")
    Optional<String> authAudience();

    /** The claim that lists the roles, where it is none of the usual ones. */
    @WithName("auth.roles-claim")
    Optional<String> authRolesClaim();

    /** Host names, beyond loopback and the address that a request came to, by which this service may be called. */
    @WithName("api.hosts")
    Optional<List<String>> apiHosts();

    /** Whether every request that changes something is refused. */
    @WithName("api.read-only")
    @WithDefault("false")
    boolean apiReadOnly();

    /** How long an observed cache of which no profile records a bound may lag before that is critical. */
    @WithName("consumer.grace")
    @WithDefault("10m")
    Duration consumerGrace();

    /** The Alertmanagers that are told of risks directly, by their base addresses: each member of a cluster. */
    @WithName("notify.alertmanager")
    Optional<List<String>> notifyAlertmanager();

    /** Where risks are told as CloudEvents; the address may be a secret. */
    @WithName("notify.webhook")
    Optional<String> notifyWebhook();

    /** The file of the secret that signs what the webhook gets. */
    @WithName("notify.webhook-secret-file")
    Optional<Path> notifyWebhookSecretFile();

    /** The least severity that is told. */
    @WithName("notify.severity")
    @WithDefault("warning")
    String notifySeverity();

    /** How people reach this service from where they read a notification. */
    @WithName("notify.external-url")
    @WithDefault("http://localhost:${quarkus.http.port}")
    String notifyExternalUrl();
}
