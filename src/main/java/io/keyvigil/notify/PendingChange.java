package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes that are not in the outbox yet: only the latest of each risk, and no entry that was added and removed again. Bounded by
 * the number of risks and of pending entries.
 */
final class PendingChange {

    private final Map<Subject, Told> risks = new LinkedHashMap<>();
    private final Map<Place, OutboxEntry> added = new LinkedHashMap<>();
    private final Map<Place, OutboxEntry> removed = new LinkedHashMap<>();

    private record Told(ActiveRisk risk, boolean over) {}

    private record Place(String receiver, String id) {
        static Place of(OutboxEntry entry) {
            return new Place(entry.receiver(), entry.id());
        }
    }

    boolean isEmpty() {
        return risks.isEmpty() && added.isEmpty() && removed.isEmpty();
    }

    void told(Notification notification) {
        risks.put(
                Subject.of(notification.risk()),
                new Told(notification.risk(), notification.kind() == NotificationKind.RESOLVED));
    }

    void add(OutboxEntry entry) {
        added.put(Place.of(entry), entry);
    }

    void remove(OutboxEntry entry) {
        if (added.remove(Place.of(entry)) == null) {
            removed.put(Place.of(entry), entry);
        }
    }

    Outbox.Change change() {
        List<ActiveRisk> told = new ArrayList<>();
        List<ActiveRisk> over = new ArrayList<>();
        risks.values().forEach(each -> (each.over() ? over : told).add(each.risk()));
        return new Outbox.Change(told, over, List.copyOf(added.values()), List.copyOf(removed.values()));
    }

    void clear() {
        risks.clear();
        added.clear();
        removed.clear();
    }
}
