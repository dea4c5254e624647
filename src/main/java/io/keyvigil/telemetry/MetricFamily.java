package io.keyvigil.telemetry;

import java.util.Arrays;
import java.util.List;

/** Every metric family that is rendered from state, with its labels in order: the contract's table, in one place. */
enum MetricFamily {
    PROVIDER_UP("keyvigil_provider_up", MetricType.GAUGE, "1 where the last poll gave a usable key set", "tenant"),
    POLLS("keyvigil_polls_total", MetricType.COUNTER, "Polls by outcome", "tenant", "outcome"),
    POLL_FAILURES("keyvigil_poll_failures_total", MetricType.COUNTER, "Failed polls by reason", "tenant", "reason"),
    LAST_POLL("keyvigil_last_poll_timestamp_seconds", MetricType.GAUGE, "When the last poll was begun", "tenant"),
    LAST_SUCCESS("keyvigil_last_success_timestamp_seconds", MetricType.GAUGE, "When the keys were last had", "tenant"),
    POLL_INTERVAL(
            "keyvigil_poll_interval_seconds",
            MetricType.GAUGE,
            "How often the tenant is polled while all is well: poll-every of the watch list",
            "tenant"),
    PUBLISHED_KEYS("keyvigil_published_keys", MetricType.GAUGE, "Keys for signing in the published set", "tenant"),
    KEY_INFO("keyvigil_key_info", MetricType.GAUGE, "1 for each published key", "tenant", "kid", "thumbprint"),
    KEY_FIRST_SEEN(
            "keyvigil_key_first_seen_timestamp_seconds",
            MetricType.GAUGE,
            "When the published key was seen first",
            "tenant",
            "kid",
            "thumbprint"),
    KEY_NOT_AFTER(
            "keyvigil_key_not_after_timestamp_seconds",
            MetricType.GAUGE,
            "The end of the published key, where it or its certificate names one",
            "tenant",
            "kid",
            "thumbprint"),
    KEY_EVENTS("keyvigil_key_events_total", MetricType.COUNTER, "What changed, by kind", "tenant", "kind"),
    LAST_ROTATION(
            "keyvigil_last_rotation_timestamp_seconds",
            MetricType.GAUGE,
            "When a key was last added or its material replaced",
            "tenant"),
    NEXT_ROTATION(
            "keyvigil_next_rotation_timestamp_seconds",
            MetricType.GAUGE,
            "When the keys are expected to change next, by what the expectation rests on",
            "tenant",
            "basis"),
    JWKS_MAX_AGE(
            "keyvigil_jwks_max_age_seconds",
            MetricType.GAUGE,
            "How long the provider lets caches keep its key set",
            "tenant"),
    JWKS_HASH(
            "keyvigil_jwks_hash_info",
            MetricType.GAUGE,
            "1, with the hashes that kube-apiserver exports for the key set it fetched",
            "tenant",
            "jwt_issuer_hash",
            "hash"),
    CONSUMER_EXPOSED(
            "keyvigil_consumer_exposed",
            MetricType.GAUGE,
            "1 while the consumer may reject good tokens or trust a withdrawn key, by cause",
            "tenant",
            "consumer",
            "cause"),
    CONSUMER_SAFE(
            "keyvigil_consumer_safe_timestamp_seconds",
            MetricType.GAUGE,
            "When the last of its exposures ends by itself, +Inf where only a restart ends it",
            "tenant",
            "consumer"),
    CONSUMER_CACHE_UP(
            "keyvigil_consumer_cache_up",
            MetricType.GAUGE,
            "1 where the last look into the consumer's cache succeeded",
            "consumer"),
    PROVIDER_CLOCK_OFFSET(
            "keyvigil_provider_clock_offset_seconds",
            MetricType.GAUGE,
            "This clock minus the provider's clock",
            "tenant"),
    LEEWAY("keyvigil_leeway_seconds", MetricType.GAUGE, "Smallest clock leeway among the consumers", "tenant"),
    TLS_NOT_AFTER(
            "keyvigil_tls_not_after_timestamp_seconds",
            MetricType.GAUGE,
            "Earliest end of a certificate in the endpoints' chains",
            "tenant"),
    CLOCK_OFFSET("keyvigil_clock_offset_seconds", MetricType.GAUGE, "This clock minus true time"),
    CLOCK_ERROR_BOUND(
            "keyvigil_clock_error_bound_seconds",
            MetricType.GAUGE,
            "The true offset lies within the offset plus or minus this"),
    CLOCK_KNOWN("keyvigil_clock_known", MetricType.GAUGE, "1 while a quorum of time servers agrees"),
    NTP_SERVER_OFFSET(
            "keyvigil_ntp_server_offset_seconds", MetricType.GAUGE, "This clock minus the time server's", "server"),
    NTP_SERVER_UP(
            "keyvigil_ntp_server_up", MetricType.GAUGE, "1 where the last request gave a usable sample", "server"),
    RISK("keyvigil_risk", MetricType.GAUGE, "1 while the risk is active", "risk", "severity", "tenant", "consumer"),
    RISK_DEADLINE(
            "keyvigil_risk_deadline_timestamp_seconds",
            MetricType.GAUGE,
            "When what an active risk warns of comes about, where that can be told",
            "risk",
            "severity",
            "tenant",
            "consumer"),
    WATCHLIST_VALID("keyvigil_watchlist_valid", MetricType.GAUGE, "1 where the watch list in its file is in force"),
    TENANTS("keyvigil_tenants", MetricType.GAUGE, "Tenants of the watch list in force"),
    TENANTS_HELD(
            "keyvigil_tenants_held",
            MetricType.GAUGE,
            "Tenants that this process polls; the other replicas poll the rest"),
    TENANTS_NOT_OK(
            "keyvigil_tenants_not_ok",
            MetricType.GAUGE,
            "Tenants whose last poll failed, that were not polled yet, or that have an active risk"),
    SERIES_DROPPED(
            "keyvigil_series_dropped", MetricType.GAUGE, "Published keys without series: more than 32 in one tenant"),
    STORE_UP("keyvigil_store_up", MetricType.GAUGE, "1 where the last write of the history succeeded"),
    BUILD_INFO("keyvigil_build_info", MetricType.GAUGE, "1, with this build's version", "version");

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
