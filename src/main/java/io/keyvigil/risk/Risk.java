package io.keyvigil.risk;

import static io.keyvigil.risk.Severity.CRITICAL;
import static io.keyvigil.risk.Severity.INFO;
import static io.keyvigil.risk.Severity.WARNING;

import java.util.EnumSet;
import java.util.Set;

/**
 * The conditions that alert. The {@link #alertName} is the name of the alert, the heading of the runbook and the
 * {@code name} in {@code /api/v1/risks}. The order is that of the documentation.
 */
public enum Risk {
    ROTATION_DUE("KeyvigilRotationDue", "The provider is expected to rotate its keys soon", INFO),
    ROTATION_PENDING("KeyvigilRotationPending", "A consumer may not have a newly published signing key", WARNING),
    CONSUMER_WILL_REJECT("KeyvigilConsumerWillReject", "A consumer rejects tokens signed with a new key", CRITICAL),
    CONSUMER_STALE(
            "KeyvigilConsumerStale",
            "A consumer's cache lacks a published signing key or holds a withdrawn one",
            WARNING,
            CRITICAL),
    ROTATION_UNSAFE("KeyvigilRotationUnsafe", "A signing key was withdrawn before its tokens expired", CRITICAL),
    UNPUBLISHED_KEY_SIGNS(
            "KeyvigilUnpublishedKeySigns", "The provider signs with a key that its key set does not hold", CRITICAL),
    KID_REUSED("KeyvigilKidReused", "The key behind a kid changed, and the kid did not", CRITICAL),
    SPLIT_BRAIN("KeyvigilSplitBrain", "The key set alternates between versions", WARNING),
    ROTATION_OVERDUE("KeyvigilRotationOverdue", "The provider has not rotated its keys for longer than usual", INFO),
    MAX_AGE_TOO_LONG(
            "KeyvigilMaxAgeTooLong",
            "Caches may keep the key set longer than new keys are published before they sign",
            WARNING),
    SINGLE_KEY("KeyvigilSingleKey", "Only one signing key is published: the next rotation may have no overlap", INFO),
    KEY_EXPIRING("KeyvigilKeyExpiring", "A published key expires soon", WARNING),
    KEY_SET_INVALID("KeyvigilKeySetInvalid", "The published key set is empty or contains unusable keys", WARNING),
    PRIVATE_KEY_EXPOSED("KeyvigilPrivateKeyExposed", "The published key set contains private key members", CRITICAL),
    METADATA_CHANGED(
            "KeyvigilMetadataChanged", "The issuer, an endpoint or the algorithms of the provider changed", WARNING),
    PROVIDER_UNREACHABLE("KeyvigilProviderUnreachable", "The provider's keys cannot be fetched", WARNING, CRITICAL),
    PROVIDER_SLOW("KeyvigilProviderSlow", "The provider responds more slowly than a consumer waits", WARNING),
    TLS_EXPIRING("KeyvigilTlsExpiring", "A TLS certificate of the provider's endpoints expires soon", WARNING),
    CLOCK_DRIFT(
            "KeyvigilClockDrift",
            "This machine's clock is out of sync by more than the consumers allow",
            WARNING,
            CRITICAL),
    CLOCK_UNKNOWN(
            "KeyvigilClockUnknown", "Too few time servers agree to determine this machine's clock offset", WARNING),
    PROVIDER_CLOCK_DRIFT("KeyvigilProviderClockDrift", "The provider's clock is out of sync", WARNING),
    BLIND("KeyvigilBlind", "Keyvigil is not monitoring reliably", CRITICAL);

    private final String alertName;
    private final String summary;
    private final Set<Severity> severities;

    Risk(String alertName, String summary, Severity first, Severity... more) {
        this.alertName = alertName;
        this.summary = summary;
        this.severities = EnumSet.of(first, more);
    }

    public String alertName() {
        return alertName;
    }

    /** The condition in general, as one sentence without a trailing period. */
    public String summary() {
        return summary;
    }

    /** The severities with which it fires. */
    public Set<Severity> severities() {
        return EnumSet.copyOf(severities);
    }

    /** The path of its runbook on this service. */
    public String runbook() {
        return "/runbooks/" + alertName;
    }
}
