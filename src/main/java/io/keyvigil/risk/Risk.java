package io.keyvigil.risk;

import static io.keyvigil.risk.Severity.CRITICAL;
import static io.keyvigil.risk.Severity.INFO;
import static io.keyvigil.risk.Severity.WARNING;

import java.util.EnumSet;
import java.util.Set;

/**
 * Everything that Keyvigil warns of. The {@link #alertName} is at once the alert's name, the runbook's heading and the
 * {@code name} in {@code /api/v1/risks}; the order is that of the documentation.
 */
public enum Risk {
    ROTATION_DUE("KeyvigilRotationDue", "The provider is expected to rotate its keys soon", INFO),
    ROTATION_PENDING(
            "KeyvigilRotationPending", "A new signing key is published that a consumer may not hold yet", WARNING),
    CONSUMER_WILL_REJECT(
            "KeyvigilConsumerWillReject", "A consumer will reject the tokens of a new signing key", CRITICAL),
    CONSUMER_STALE(
            "KeyvigilConsumerStale",
            "A consumer's cache lacks a published signing key or holds a withdrawn one",
            WARNING,
            CRITICAL),
    ROTATION_UNSAFE(
            "KeyvigilRotationUnsafe", "A rotation left no overlap: good tokens of the old keys are rejected", CRITICAL),
    KID_REUSED("KeyvigilKidReused", "A kid stands for other key material than before", CRITICAL),
    SPLIT_BRAIN("KeyvigilSplitBrain", "The key set flips between two states", WARNING),
    ROTATION_OVERDUE("KeyvigilRotationOverdue", "The provider has not rotated for longer than it usually does", INFO),
    MAX_AGE_TOO_LONG(
            "KeyvigilMaxAgeTooLong", "Caches may keep the key set for longer than new keys wait to sign", WARNING),
    SINGLE_KEY("KeyvigilSingleKey", "One signing key only: the next rotation has no overlap", INFO),
    KEY_EXPIRING("KeyvigilKeyExpiring", "A published key comes to its stated end", WARNING),
    KEY_SET_INVALID("KeyvigilKeySetInvalid", "The published key set is empty or has keys that cannot be used", WARNING),
    PRIVATE_KEY_EXPOSED("KeyvigilPrivateKeyExposed", "The published key set holds private key members", CRITICAL),
    METADATA_CHANGED(
            "KeyvigilMetadataChanged",
            "The provider's issuer, jwks_uri, token_endpoint or algorithms changed",
            WARNING),
    PROVIDER_UNREACHABLE("KeyvigilProviderUnreachable", "The provider's keys cannot be had", WARNING, CRITICAL),
    PROVIDER_SLOW("KeyvigilProviderSlow", "The provider answers slower than a consumer waits", WARNING),
    TLS_EXPIRING("KeyvigilTlsExpiring", "The TLS certificate of the provider's endpoints ends soon", WARNING),
    CLOCK_DRIFT(
            "KeyvigilClockDrift", "This machine's clock is off by more than the consumers allow", WARNING, CRITICAL),
    CLOCK_UNKNOWN("KeyvigilClockUnknown", "Too few time servers agree to know this machine's clock", WARNING),
    PROVIDER_CLOCK_DRIFT("KeyvigilProviderClockDrift", "The provider's own clock is off", WARNING),
    BLIND("KeyvigilBlind", "Keyvigil itself does not see", CRITICAL);

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

    /** One sentence, without a final stop, about what it is in general. */
    public String summary() {
        return summary;
    }

    /** With which severities it fires. */
    public Set<Severity> severities() {
        return EnumSet.copyOf(severities);
    }

    /** The path of its runbook, which the service itself serves. */
    public String runbook() {
        return "/runbooks/" + alertName;
    }
}
