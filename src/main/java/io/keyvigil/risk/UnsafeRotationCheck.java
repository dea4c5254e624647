package io.keyvigil.risk;

import io.keyvigil.consumer.EarlyWithdrawal;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code RotationUnsafe}: good tokens are left without their key.
 *
 * <ol>
 *   <li>The latest counts: a disjoint rotation, else that a key went before the tokens that it can have signed could expire. Without
 *       evidence who signed, a key that had a successor of its type for as long went in order.
 *   <li>It ends when those tokens have expired: after the tenant's token lifetime and leeway. Where nothing of the
 *       old set is left it is told for {@link #LEAST_TOLD} at least, so that no scrape misses it.
 *   <li>While a withdrawn key is proven to sign, {@link UnpublishedKeyCheck} says so instead: no end can be promised.
 * </ol>
 */
final class UnsafeRotationCheck implements TenantCheck {

    private static final Set<KeyEventKind> DISJOINT = Set.of(KeyEventKind.ROTATION_DISJOINT);
    private static final Duration LEAST_TOLD = Duration.ofMinutes(5);
    private static final Duration DEFAULT_LEEWAY = Duration.ofMinutes(1);

    @Override
    public void look(TenantSubject subject, Findings findings) {
        if (subject.unpublished().isPresent()) {
            return;
        }
        Duration accepted =
                subject.tenant().tokenLifetime().plus(subject.tenant().leeway().orElse(DEFAULT_LEEWAY));
        Duration told = accepted.compareTo(LEAST_TOLD) < 0 ? LEAST_TOLD : accepted;
        Optional<Instant> disjoint = subject.latest(DISJOINT).map(KeyEvent::at).filter(at -> subject.now()
                .isBefore(at.plus(told)));
        if (disjoint.isPresent()) {
            disjoint(subject, disjoint.get(), disjoint.get().plus(accepted), findings);
        } else {
            subject.timeline().earlyWithdrawals(accepted).stream()
                    .findFirst()
                    .ifPresent(early -> withdrawn(subject, early, findings));
        }
    }

    private static void disjoint(TenantSubject subject, Instant at, Instant until, Findings findings) {
        findings.add(
                Risk.ROTATION_UNSAFE,
                Optional.of(at),
                "Tokens that " + subject.name() + " issued before " + Wording.of(at)
                        + " are rejected until they have expired, at " + Wording.of(until) + consumers(subject)
                        + ": its new key set shares no signing key with the old one",
                evidence(subject, "rotation-disjoint", until, Optional.empty()));
    }

    private static void withdrawn(TenantSubject subject, EarlyWithdrawal early, Findings findings) {
        findings.add(
                Risk.ROTATION_UNSAFE,
                Optional.of(early.at()),
                "Tokens of " + subject.name() + " that the key " + Wording.of(early.key())
                        + " signed are rejected until they have expired, at " + Wording.of(early.tokensUntil())
                        + consumers(subject) + ": the key went at " + Wording.of(early.at()) + ", before they could",
                evidence(subject, "withdrawn-early", early.tokensUntil(), Optional.of(early)));
    }

    private static String consumers(TenantSubject subject) {
        String exposed = subject.exposed(ExposureCause.KEY_WITHDRAWN_EARLY);
        return exposed.isEmpty() ? "" : ", by " + exposed + " as soon as they fetch the keys";
    }

    private static Map<String, String> evidence(
            TenantSubject subject, String what, Instant until, Optional<EarlyWithdrawal> early) {
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("what", what);
        evidence.put("tokens-until", Wording.of(until));
        evidence.put("token-lifetime", subject.tenant().tokenLifetime().toString());
        early.ifPresent(gone -> evidence.put("key", Wording.name(gone.key())));
        return evidence;
    }
}
