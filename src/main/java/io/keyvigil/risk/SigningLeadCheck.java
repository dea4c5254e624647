package io.keyvigil.risk;

import io.keyvigil.tenant.DurationText;
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
                            + " publishes only one signing key. If it signs with the next key as soon as it publishes it,"
                            + " consumers reject the new tokens until they refetch the key set",
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

    /** An upper bound of the lead cannot shorten the time for which tokens are rejected. */
    private static String text(TenantSubject subject, Duration age, SigningLead lead) {
        String name = subject.name();
        String signed = lead.evident()
                ? DurationText.of(lead.atMost()) + " after publishing it"
                : "within " + DurationText.of(lead.atMost()) + " of publishing it";
        Duration rejected = lead.evident() ? age.minus(lead.atMost()) : age;
        return "Caches may keep the key set of " + name + " for " + DurationText.of(age) + " (max-age), but " + name
                + " signed with key " + Wording.of(lead.key()) + " "
                + (lead.atMost().isZero() ? "as soon as it published it" : signed)
                + ". Consumers that honor max-age may reject tokens signed with the next key for up to "
                + DurationText.of(rejected);
    }
}
