package io.keyvigil.risk;

import io.keyvigil.jose.KeyValidity;
import io.keyvigil.tenant.DurationText;
import io.keyvigil.watch.Cadence;
import io.keyvigil.watch.NextRotation;
import io.keyvigil.watch.NextRotation.Basis;
import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * {@code RotationDue}, {@code RotationOverdue}, {@code KeyExpiring}: risks from the forecast of the next rotation.
 *
 * <ol>
 *   <li>A rotation is due if it is expected within {@link #DUE_WITHIN} with a probability above 50 %. It is not due if the
 *       forecast uses only the kind of provider, before the first observed rotation of the tenant, or if it is overdue.
 *   <li>It is overdue by {@link Cadence#isOverdue}, and only while the rotation interval is considered reliable.
 *   <li>An expiry is near within {@link #ENDS_WITHIN}, or within a quarter of the stated lifetime of the key if that is shorter.
 *       The forecast shows whether the expiry predicts the withdrawal: in a survey of 369 public issuers, the certificates of
 *       Entra ID and Auth0 predict nothing, those of GitHub and Atlassian do.
 * </ol>
 */
final class UpcomingRotationCheck implements TenantCheck {

    private static final Duration DUE_WITHIN = Duration.ofDays(7);
    private static final Duration ENDS_WITHIN = Duration.ofDays(7);
    private static final int SHARE_OF_LIFE = 4;
    private static final double EVEN_ODDS = 0.5;

    @Override
    public void look(TenantSubject subject, Findings findings) {
        if (subject.rotations().isEmpty()) {
            return;
        }
        Optional<Cadence> overdue = of(subject, Basis.CADENCE)
                .flatMap(unused -> Cadence.of(subject.state()))
                .filter(cadence -> cadence.isOverdue(subject.now()));
        overdue.ifPresent(cadence -> findings.add(overdue(subject, cadence)));
        NextRotation best = subject.rotations().get(0);
        boolean likely = best.confidence() > EVEN_ODDS;
        if (likely && !best.at().isAfter(subject.now().plus(DUE_WITHIN))) {
            findings.add(due(subject, best));
        }
        of(subject, Basis.DECLARED).ifPresent(next -> ending(subject, KeyValidity::notAfter)
                .ifPresent(key -> findings.add(expiring(subject, key, KeyValidity::notAfter, next))));
        of(subject, Basis.CERTIFICATE).ifPresent(next -> ending(subject, KeyValidity::certificateNotAfter)
                .ifPresent(key -> findings.add(expiring(subject, key, KeyValidity::certificateNotAfter, next))));
    }

    /** The expiry that a key states. */
    private interface End {
        Optional<Instant> of(KeyValidity validity);

        default Instant of(ObservedKey key) {
            return of(key.jwk().validity()).orElseThrow();
        }
    }

    private static Optional<NextRotation> of(TenantSubject subject, Basis basis) {
        return subject.rotations().stream()
                .filter(next -> next.basis() == basis)
                .findFirst();
    }

    private static Finding due(TenantSubject subject, NextRotation next) {
        return new Finding(
                Risk.ROTATION_DUE,
                Severity.INFO,
                Optional.empty(),
                Optional.of(next.at()),
                subject.name() + " is expected to rotate its keys at about " + Wording.of(next.at()) + " (from "
                        + Wording.of(next.earliest()) + " to " + Wording.of(next.latest()) + "): "
                        + next.explanation(),
                Map.of("basis", next.basis().code(), "confidence", Double.toString(next.confidence())));
    }

    private static Finding overdue(TenantSubject subject, Cadence cadence) {
        return new Finding(
                Risk.ROTATION_OVERDUE,
                Severity.INFO,
                Optional.empty(),
                Optional.of(cadence.expectedNext()),
                subject.name() + " has published no new key since " + Wording.of(cadence.last())
                        + ", although one was published every " + DurationText.of(cadence.interval()) + " the last "
                        + cadence.arrivals()
                        + " times: its rotation may be broken, and the next one may come without overlap",
                Map.of(
                        "expected", Wording.of(cadence.expectedNext()),
                        "interval", cadence.interval().toString(),
                        "arrivals", Integer.toString(cadence.arrivals())));
    }

    private static Optional<ObservedKey> ending(TenantSubject subject, End end) {
        return subject.state().keys().stream()
                .takeWhile(ObservedKey::published)
                .filter(key ->
                        key.jwk().forSigning() && end.of(key.jwk().validity()).isPresent())
                .filter(key -> !subject.now().isBefore(end.of(key).minus(near(key, end))))
                .min(Comparator.comparing(end::of));
    }

    private static Duration near(ObservedKey key, End end) {
        KeyValidity validity = key.jwk().validity();
        Instant from = validity.notBefore()
                .or(validity::issuedAt)
                .or(validity::certificateNotBefore)
                .orElse(key.firstSeen());
        Duration share = Duration.between(from, end.of(key)).dividedBy(SHARE_OF_LIFE);
        return share.compareTo(ENDS_WITHIN) < 0 ? share : ENDS_WITHIN;
    }

    private static Finding expiring(TenantSubject subject, ObservedKey key, End end, NextRotation next) {
        Instant at = end.of(key);
        return new Finding(
                Risk.KEY_EXPIRING,
                Severity.WARNING,
                Optional.empty(),
                Optional.of(at),
                "Tokens of " + subject.name() + " signed with key " + Wording.of(key.identity())
                        + " are rejected once it is withdrawn: it expires at " + Wording.of(at)
                        + ", and consumers need its successor by then",
                Map.of(
                        "key",
                        Wording.name(key.identity()),
                        "end",
                        Wording.of(at),
                        "basis",
                        next.basis().code()));
    }
}
