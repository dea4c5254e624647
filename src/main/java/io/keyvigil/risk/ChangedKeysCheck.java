package io.keyvigil.risk;

import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.KeyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code KidReused} and {@code SplitBrain}: risks that only a comparison of several polls shows.
 *
 * <ol>
 *   <li>A reused kid is reported for {@link #REUSE_TOLD}, and longer while a consumer may have the old key in its cache.
 *       The maximum is {@link #REUSE_TOLD_AT_MOST}.
 *   <li>A key set alternates between versions if withdrawn keys returned in two polls within {@link #FLIPS_WITHIN}: A, B, A, B.
 *       A single return is a reverted change. The risk is reported for {@link #FLIP_TOLD} after the last return.
 * </ol>
 */
final class ChangedKeysCheck implements TenantCheck {

    private static final Set<KeyEventKind> REPLACED = Set.of(KeyEventKind.KEY_MATERIAL_REPLACED);
    private static final Duration REUSE_TOLD = Duration.ofDays(1);
    private static final Duration REUSE_TOLD_AT_MOST = Duration.ofDays(7);
    private static final Duration FLIPS_WITHIN = Duration.ofDays(3);
    private static final Duration FLIP_TOLD = Duration.ofDays(1);
    private static final int FEWEST_RETURNS = 2;

    @Override
    public void look(TenantSubject subject, Findings findings) {
        if (subject.situation().events().isEmpty()) {
            return;
        }
        subject.latest(REPLACED)
                .filter(event -> isTold(subject, event.at()))
                .ifPresent(event -> findings.add(
                        Risk.KID_REUSED,
                        Optional.of(event.at()),
                        reused(subject, event),
                        Map.of(
                                "kid", Wording.name(identity(event)),
                                "at", Wording.of(event.at()),
                                "thumbprint",
                                        event.thumbprint().map(Object::toString).orElse(""))));
        List<Instant> returns = subject.situation().events().stream()
                .filter(event -> event.kind() == KeyEventKind.KEY_ADDED || event.kind() == KeyEventKind.KEY_RELABELLED)
                .map(KeyEvent::at)
                .filter(at -> subject.now().isBefore(at.plus(FLIPS_WITHIN).plus(FLIP_TOLD)))
                .distinct()
                .sorted()
                .toList();
        if (returns.size() >= FEWEST_RETURNS) {
            flips(subject, returns, findings);
        }
    }

    private static boolean isTold(TenantSubject subject, Instant at) {
        boolean exposed = !subject.exposed(ExposureCause.MATERIAL_REPLACED).isEmpty();
        return subject.now().isBefore(at.plus(exposed ? REUSE_TOLD_AT_MOST : REUSE_TOLD));
    }

    private static String reused(TenantSubject subject, KeyEvent event) {
        String exposed = subject.exposed(ExposureCause.MATERIAL_REPLACED);
        return (exposed.isEmpty() ? "Consumers" : exposed) + " may reject valid tokens of " + subject.name() + ": at "
                + Wording.of(event.at()) + " the key behind kid " + Wording.of(identity(event))
                + " changed and the kid did not. A cache with the old key finds the kid, and most libraries do not refetch";
    }

    private static KeyIdentity identity(KeyEvent event) {
        return new KeyIdentity(event.kid(), event.thumbprint());
    }

    private static void flips(TenantSubject subject, List<Instant> returns, Findings findings) {
        Instant last = returns.get(returns.size() - 1);
        Instant before = returns.get(returns.size() - FEWEST_RETURNS);
        if (subject.now().isBefore(last.plus(FLIP_TOLD)) && !last.isAfter(before.plus(FLIPS_WITHIN))) {
            findings.add(
                    Risk.SPLIT_BRAIN,
                    Optional.of(before),
                    "Consumers of " + subject.name()
                            + " randomly reject valid tokens: its key set keeps switching between"
                            + " versions. Nodes behind one address probably publish different keys",
                    Map.of("returns", Integer.toString(returns.size()), "last", Wording.of(last)));
        }
    }
}
