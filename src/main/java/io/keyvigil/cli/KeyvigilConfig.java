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

    /** The directory of the embedded store. */
    Path dataDir();

    /** Issuers, or prefixes of issuers, that {@code /probe} may ask for beside those of the watch list. */
    @WithName("probe.allow")
    Optional<List<String>> probeAllow();

    /** How many polls may be in flight at once. */
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

    /** How long an observed cache of which no profile records a bound may lag before that is critical. */
    @WithName("consumer.grace")
    @WithDefault("10m")
    Duration consumerGrace();
}
