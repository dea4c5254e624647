package io.keyvigil.telemetry;

import java.util.Arrays;
import java.util.List;

/** All metric families that are rendered from state, with their labels in order. */
enum MetricFamily {
    PROVIDER_UP(
            "keyvigil_provider_up",
            MetricType.GAUGE,
            "1 if the last poll returned a usable key set, 0 otherwise",
            "tenant"),
    POLLS("keyvigil_polls_total", MetricType.COUNTER, "Number of polls by outcome", "tenant", "outcome"),
    POLL_FAILURES(
            "keyvigil_poll_failures_total", MetricType.COUNTER, "Number of failed polls by reason", "tenant", "reason"),
    LAST_POLL(
            "keyvigil_last_poll_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time of the start of the last poll",
            "tenant"),
    LAST_SUCCESS(
            "keyvigil_last_success_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time of the last successful key set fetch",
            "tenant"),
    POLL_INTERVAL(
            "keyvigil_poll_interval_seconds",
            MetricType.GAUGE,
            "Poll interval without failures in seconds: poll-every of the watch list",
            "tenant"),
    PUBLISHED_KEYS(
            "keyvigil_published_keys",
            MetricType.GAUGE,
            "Published signing keys; encryption keys are not counted",
            "tenant"),
    KEY_INFO(
            "keyvigil_key_info",
            MetricType.GAUGE,
            "Always 1, one series per published key",
            "tenant",
            "kid",
            "thumbprint"),
    KEY_FIRST_SEEN(
            "keyvigil_key_first_seen_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time of the first poll that found the published key",
            "tenant",
            "kid",
            "thumbprint"),
    KEY_NOT_AFTER(
            "keyvigil_key_not_after_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time of the expiry of the published key or its certificate; absent without one",
            "tenant",
            "kid",
            "thumbprint"),
    KEY_EVENTS("keyvigil_key_events_total", MetricType.COUNTER, "Number of key events by kind", "tenant", "kind"),
    LAST_ROTATION(
            "keyvigil_last_rotation_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time of the last key that was added or replaced",
            "tenant"),
    NEXT_ROTATION(
            "keyvigil_next_rotation_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time of the next expected rotation, by the basis of the expectation",
            "tenant",
            "basis"),
    JWKS_MAX_AGE(
            "keyvigil_jwks_max_age_seconds",
            MetricType.GAUGE,
            "Freshness lifetime in seconds that the provider gives its key set",
            "tenant"),
    JWKS_HASH(
            "keyvigil_jwks_hash_info",
            MetricType.GAUGE,
            "Always 1, with the hashes that kube-apiserver exports for its key set",
            "tenant",
            "jwt_issuer_hash",
            "hash"),
    CONSUMER_EXPOSED(
            "keyvigil_consumer_exposed",
            MetricType.GAUGE,
            "1 while the consumer may reject valid tokens or accept a withdrawn key, by cause, 0 otherwise; absent if"
                    + " unknown",
            "tenant",
            "consumer",
            "cause"),
    CONSUMER_SAFE(
            "keyvigil_consumer_safe_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time at which the consumer's last exposure ends without intervention, +Inf if it has no known end;"
                    + " absent without exposure",
            "tenant",
            "consumer"),
    CONSUMER_CACHE_UP(
            "keyvigil_consumer_cache_up",
            MetricType.GAUGE,
            "1 if the last read of the consumer's cache succeeded, 0 otherwise",
            "consumer"),
    PROVIDER_CLOCK_OFFSET(
            "keyvigil_provider_clock_offset_seconds",
            MetricType.GAUGE,
            "This clock minus the provider's clock in seconds",
            "tenant"),
    LEEWAY("keyvigil_leeway_seconds", MetricType.GAUGE, "Smallest clock leeway of the consumers in seconds", "tenant"),
    TLS_NOT_AFTER(
            "keyvigil_tls_not_after_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time of the earliest expiry in the certificate chains of the endpoints",
            "tenant"),
    CLOCK_OFFSET(
            "keyvigil_clock_offset_seconds",
            MetricType.GAUGE,
            "This clock minus the actual time in seconds; absent if unknown"),
    CLOCK_ERROR_BOUND(
            "keyvigil_clock_error_bound_seconds",
            MetricType.GAUGE,
            "Error bound of the clock offset in seconds; absent if unknown"),
    CLOCK_KNOWN("keyvigil_clock_known", MetricType.GAUGE, "1 if a quorum of time servers agrees, 0 otherwise"),
    NTP_SERVER_OFFSET(
            "keyvigil_ntp_server_offset_seconds",
            MetricType.GAUGE,
            "This clock minus the time server's clock in seconds",
            "server"),
    NTP_SERVER_UP(
            "keyvigil_ntp_server_up",
            MetricType.GAUGE,
            "1 if the last request returned a usable sample, 0 otherwise",
            "server"),
    RISK(
            "keyvigil_risk",
            MetricType.GAUGE,
            "1 while the risk is active; tenant and consumer are empty if it concerns none",
            "risk",
            "severity",
            "tenant",
            "consumer"),
    RISK_DEADLINE(
            "keyvigil_risk_deadline_timestamp_seconds",
            MetricType.GAUGE,
            "Unix time at which the impact of an active risk starts or started; absent if unknown",
            "risk",
            "severity",
            "tenant",
            "consumer"),
    WATCHLIST_VALID(
            "keyvigil_watchlist_valid", MetricType.GAUGE, "1 if the watch list file is valid and active, 0 otherwise"),
    TENANTS("keyvigil_tenants", MetricType.GAUGE, "Number of tenants in the active watch list"),
    TENANTS_HELD("keyvigil_tenants_held", MetricType.GAUGE, "Number of tenants polled by this replica"),
    TENANTS_NOT_OK(
            "keyvigil_tenants_not_ok",
            MetricType.GAUGE,
            "Number of tenants whose last poll failed, that were not polled yet, or that have an active risk"),
    SERIES_DROPPED(
            "keyvigil_series_dropped",
            MetricType.GAUGE,
            "Number of published keys without series (more than 32 in one tenant)"),
    STORE_UP("keyvigil_store_up", MetricType.GAUGE, "1 if the last write of the history succeeded, 0 otherwise"),
    BUILD_INFO("keyvigil_build_info", MetricType.GAUGE, "Always 1, with the version of this build", "version");

    private final String familyName;
    private final MetricType type;
    private final String help;
    private final List<String> labels;

    MetricFamily(String familyName, MetricType type, String help, String... labels) {
        this.familyName = familyName;
        this.type = type;
        this.help = help;
        this.labels = Arrays.asList(labels);
    }

    String familyName() {
        return familyName;
    }

    MetricType type() {
        return type;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }
}
