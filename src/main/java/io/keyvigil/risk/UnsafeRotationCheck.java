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
 * {@code RotationUnsafe}: the key of valid tokens is no longer published.
 *
 * <ol>
 *   <li>The latest case counts: a disjoint rotation, otherwise a key that was withdrawn before all tokens that it can have signed
 *       had expired. Without evidence of signatures, a key is withdrawn safely if a successor of its type was published for
 *       that long.
 *   <li>The risk ends when those tokens have expired: after the tenant's token lifetime and leeway. If no key of the old set is
 *       left, it is reported for at least {@link #LEAST_TOLD}: every scrape must see it.
 *   <li>While a withdrawn key is proven to sign, {@link UnpublishedKeyCheck} reports that instead: the end is unknown.
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
                "Valid tokens of " + subject.name() + " issued before " + Wording.of(at)
                        + " are rejected until they expire, at " + Wording.of(until) + " at the latest: "
                        + subject.name()
                        + " replaced all signing keys without overlap" + consumers(subject),
                evidence(subject, "rotation-disjoint", until, Optional.empty()));
    }

    private static void withdrawn(TenantSubject subject, EarlyWithdrawal early, Findings findings) {
        findings.add(
                Risk.ROTATION_UNSAFE,
                Optional.of(early.at()),
                "Valid tokens of " + subject.name() + " signed with key " + Wording.of(early.key())
                        + " are rejected until they expire, at " + Wording.of(early.tokensUntil())
                        + " at the latest: the key was withdrawn too early, at " + Wording.of(early.at())
                        + consumers(subject),
                evidence(subject, "withdrawn-early", early.tokensUntil(), Optional.of(early)));
    }

    private static String consumers(TenantSubject subject) {
        String exposed = subject.exposed(ExposureCause.KEY_WITHDRAWN_EARLY);
        return exposed.isEmpty() ? "" : ". Affected as soon as they refetch: " + exposed;
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
