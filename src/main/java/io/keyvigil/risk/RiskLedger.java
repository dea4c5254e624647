package io.keyvigil.risk;

import io.keyvigil.risk.Findings.Slot;
import io.keyvigil.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The active risks of one tenant or of this process. Immutable; {@link #next} is pure.
 *
 * <ol>
 *   <li>Firing and resolving of one {@link Slot} alternate, for local findings and for replicated ones.
 *   <li>A higher severity applies immediately. A lower one applies only after the time that resolving takes; until then the
 *       text of the higher one stays.
 *   <li>An undecided risk stays unchanged.
 *   <li>After the clock was set back, no risk stays active for longer than the time that resolving takes, and no risk has a
 *       future firing time.
 * </ol>
 */
final class RiskLedger {

    static final RiskLedger EMPTY = new RiskLedger(Map.of(), Map.of());

    private final Map<Slot, Entry> entries;
    private final Map<Slot, Instant> waiting;

    /**
     * @param found the time of the last finding
     * @param asBad the time of the last finding with this or a higher severity
     */
    private record Entry(ActiveRisk risk, Instant found, Instant asBad) {

        /** Fires at the earlier of now and the recorded time: a later recorded time means that the clock was ahead. */
        Entry notAfter(Instant now) {
            return risk.since().isAfter(now) ? new Entry(risk.notAfter(now), found, asBad) : this;
        }

        void noteCorrected(Entry corrected, List<RiskChange> changes, Instant now) {
            if (!corrected.risk.equals(risk)) {
                changes.add(new RiskChange(RiskChange.Kind.REWORDED, corrected.risk, now));
            }
        }
    }

    /** The ledger after one assessment, and the resulting changes. */
    record Step(RiskLedger after, List<RiskChange> changes) {}

    private RiskLedger(Map<Slot, Entry> entries, Map<Slot, Instant> waiting) {
        this.entries = entries;
        this.waiting = waiting;
    }

    /** The risks that another process left active. */
    static RiskLedger of(Collection<ActiveRisk> remembered, Instant now) {
        Map<Slot, Entry> entries = new HashMap<>();
        remembered.forEach(risk -> entries.put(new Slot(risk.risk(), risk.consumer()), new Entry(risk, now, now)));
        return new RiskLedger(Map.copyOf(entries), Map.of());
    }

    boolean isEmpty() {
        return entries.isEmpty() && waiting.isEmpty();
    }

    List<ActiveRisk> active() {
        return entries.values().stream().map(Entry::risk).toList();
    }

    Step next(Optional<TenantId> tenant, Findings findings, RiskHysteresis patience, Instant now) {
        if (entries.isEmpty() && findings.bySlot().isEmpty()) {
            return new Step(EMPTY, List.of());
        }
        Map<Slot, Entry> after = new HashMap<>();
        Map<Slot, Instant> stillWaiting = new HashMap<>(0);
        List<RiskChange> changes = new ArrayList<>(0);
        findings.bySlot().forEach((slot, finding) -> {
            Entry entry = entries.get(slot);
            if (entry != null) {
                after.put(slot, seen(entry, finding, patience, changes, now));
                return;
            }
            Instant since = earlier(waiting.getOrDefault(slot, now), now);
            if (now.isBefore(since.plus(patience.beforeFiring(slot.risk())))) {
                stillWaiting.put(slot, since);
            } else {
                ActiveRisk fired = active(tenant, finding, now);
                changes.add(new RiskChange(RiskChange.Kind.FIRED, fired, now));
                after.put(slot, new Entry(fired, now, now));
            }
        });
        entries.forEach((slot, entry) -> {
            if (!findings.bySlot().containsKey(slot)) {
                unseen(slot, entry, findings, patience, changes, now).ifPresent(kept -> after.put(slot, kept));
            }
        });
        return new Step(new RiskLedger(Map.copyOf(after), Map.copyOf(stillWaiting)), changes);
    }

    private static Entry seen(
            Entry known, Finding finding, RiskHysteresis patience, List<RiskChange> changes, Instant now) {
        Entry entry = known.notAfter(now);
        int change = finding.severity().compareTo(entry.risk().severity());
        Instant asBad = earlier(entry.asBad(), now);
        if (change < 0 && now.isBefore(asBad.plus(patience.beforeResolving(finding.risk())))) {
            known.noteCorrected(entry, changes, now);
            return new Entry(entry.risk(), now, asBad);
        }
        ActiveRisk updated = active(entry.risk().tenant(), finding, entry.risk().since());
        if (updated.equals(known.risk())) {
            return new Entry(entry.risk(), now, now);
        }
        RiskChange.Kind kind = change == 0 ? RiskChange.Kind.REWORDED : RiskChange.Kind.SEVERITY_CHANGED;
        changes.add(new RiskChange(kind, updated, now));
        return new Entry(updated, now, now);
    }

    private static Optional<Entry> unseen(
            Slot slot, Entry known, Findings findings, RiskHysteresis patience, List<RiskChange> changes, Instant now) {
        Entry entry = known.notAfter(now);
        Instant found = findings.isUndecided(slot.risk()) ? now : earlier(entry.found(), now);
        boolean lasting =
                findings.isUndecided(slot.risk()) || now.isBefore(found.plus(patience.beforeResolving(slot.risk())));
        if (lasting) {
            known.noteCorrected(entry, changes, now);
            return Optional.of(new Entry(entry.risk(), found, earlier(entry.asBad(), now)));
        }
        changes.add(new RiskChange(RiskChange.Kind.RESOLVED, entry.risk(), now));
        return Optional.empty();
    }

    /**
     * The current state by another process.
     *
     * @param resolvedAt when a risk resolved that is no longer active
     */
    Step followed(Collection<ActiveRisk> written, Function<ActiveRisk, Instant> resolvedAt, Instant now) {
        RiskLedger after = of(written, now);
        List<RiskChange> changes = new ArrayList<>(0);
        entries.forEach((slot, entry) -> {
            Entry still = after.entries.get(slot);
            if (still == null || !still.risk().since().equals(entry.risk().since())) {
                changes.add(new RiskChange(RiskChange.Kind.RESOLVED, entry.risk(), resolvedAt.apply(entry.risk())));
            } else if (still.risk().severity() != entry.risk().severity()) {
                changes.add(new RiskChange(RiskChange.Kind.SEVERITY_CHANGED, still.risk(), now));
            }
        });
        after.entries.forEach((slot, entry) -> {
            Entry before = entries.get(slot);
            if (before == null || !before.risk().since().equals(entry.risk().since())) {
                changes.add(new RiskChange(
                        RiskChange.Kind.FIRED, entry.risk(), entry.risk().since()));
            }
        });
        return new Step(after, changes);
    }

    /** Resolves all risks: the tenant is no longer watched. */
    Step cleared(Instant now) {
        return new Step(
                EMPTY,
                active().stream()
                        .map(risk -> new RiskChange(RiskChange.Kind.RESOLVED, risk, now))
                        .toList());
    }

    private static ActiveRisk active(Optional<TenantId> tenant, Finding finding, Instant since) {
        return new ActiveRisk(
                finding.risk(),
                finding.severity(),
                tenant,
                finding.consumer(),
                since,
                finding.deadline(),
                finding.summary(),
                finding.evidence());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
