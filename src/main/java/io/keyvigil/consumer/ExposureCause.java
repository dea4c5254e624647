package io.keyvigil.consumer;

/** Why a consumer may reject valid tokens, or accept tokens that it should not. The code is the metric label. */
public enum ExposureCause {
    MISSING_NEW_KEY("missing-new-key", true),
    MATERIAL_REPLACED("material-replaced", true),
    KEY_WITHDRAWN_EARLY("key-withdrawn-early", true),
    PROVIDER_UNREACHABLE("provider-unreachable", true),
    HOLDS_WITHDRAWN_KEY("holds-withdrawn-key", true),
    PROVIDER_SLOW("provider-slow", false),
    COOLDOWN_POISONING("cooldown-poisoning", false),
    CLOCK_DRIFT("clock-drift", false);

    private final String code;
    private final boolean metric;

    ExposureCause(String code, boolean metric) {
        this.code = code;
        this.metric = metric;
    }

    public String code() {
        return code;
    }

    /** Whether it counts as an exposure; the others require abuse, or a failure elsewhere. */
    public boolean metric() {
        return metric;
    }
}
