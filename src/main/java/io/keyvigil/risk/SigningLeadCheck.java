package io.keyvigil.risk;

import io.keyvigil.watch.NextRotation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code MaxAgeTooLong} and {@code SingleKey}: ways of publishing keys that make the next rotation risky.
 *
 * <ol>
 *   <li>A {@code max-age} is too long if it is longer than the latest known {@link SigningLead} plus one poll interval: the
 *       measured period may be too short by one interval. kube-apiserver and others obey {@code max-age} even for unknown keys.
 *   <li>A {@code max-age} that counts down to the next key is not too long: all caches expire together when that key appears.
 *   <li>95 of 369 surveyed public issuers publish a single signing key.
 * </ol>
 */
final class SigningLeadCheck implements TenantCheck {

    @Override
    public void look(TenantSubject subject, Findings findings) {
        if (!subject.hadHere()) {
            findings.leaveUndecided(Risk.MAX_AGE_TOO_LONG);
        }
        subject.state()
                .maxAge()
                .filter(age -> age.compareTo(subject.tenant().pollEvery()) > 0 && !countsDown(subject))
                .ifPresent(age -> tooLong(subject, age, findings));
        if (subject.state().publishedSigningKeys() == 1) {
            findings.add(
                    Risk.SINGLE_KEY,
                    Optional.empty(),
                    subject.name()
                            + " publishes one signing key only: unless it publishes the next one before that signs,"
                            + " consumers reject tokens until they have fetched it",
                    Map.of("signing-keys", "1"));
        }
    }

    private static boolean countsDown(TenantSubject subject) {
        return subject.rotations().stream().anyMatch(rotation -> rotation.basis() == NextRotation.Basis.CACHE_CONTROL);
    }

    private static void tooLong(TenantSubject subject, Duration age, Findings findings) {
        Duration tolerated = subject.tenant().pollEvery();
        SigningLead.latest(subject, Optional.empty())
                .filter(lead -> age.compareTo(lead.atMost().plus(tolerated)) > 0)
                .ifPresent(lead -> findings.add(
                        Risk.MAX_AGE_TOO_LONG,
                        Optional.empty(),
                        text(subject, age, lead),
                        Map.of(
                                "max-age", age.toString(),
                                "lead", lead.atMost().toString(),
                                "key", Wording.name(lead.key()),
                                "basis", lead.evident() ? "tokens" : "key set")));
    }

    private static String text(TenantSubject subject, Duration age, SigningLead lead) {
        boolean atOnce = lead.atMost().isZero();
        return "Caches may keep the keys of " + subject.name() + " for " + Wording.of(age) + ", but its key "
                + Wording.of(lead.key()) + " signed " + (lead.evident() || atOnce ? "" : "at the latest ")
                + (atOnce ? "as soon as" : Wording.of(lead.atMost()) + " after")
                + " it was published: consumers that obey max-age may reject tokens of the next key for as long as that";
    }
}
