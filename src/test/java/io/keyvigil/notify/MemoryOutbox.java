package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An outbox of a process' length, which can fail. */
final class MemoryOutbox implements Outbox {

    private final Map<Subject, ActiveRisk> told = new LinkedHashMap<>();
    private final Map<String, OutboxEntry> entries = new LinkedHashMap<>();
    final Set<String> others = new HashSet<>();
    final List<OutboxEntry> orphans = new ArrayList<>();
    private boolean failing;
    private int writes;

    void fail(boolean on) {
        failing = on;
    }

    int writes() {
        return writes;
    }

    List<OutboxEntry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public Kept load() {
        refuse();
        return new Kept(List.copyOf(told.values()), new ArrayList<>(entries.values()));
    }

    @Override
    public Collection<OutboxEntry> write(Change change) {
        refuse();
        writes++;
        change.removed().forEach(entry -> entries.remove(entry.receiver() + entry.id()));
        change.added().forEach(entry -> entries.putIfAbsent(entry.receiver() + entry.id(), entry));
        change.told().forEach(risk -> told.put(Subject.of(risk), risk));
        change.over().forEach(risk -> told.remove(Subject.of(risk)));
        return change.added().stream()
                .filter(entry -> others.contains(entry.id()))
                .toList();
    }

    @Override
    public List<OutboxEntry> takeOver(Instant notedBefore) {
        refuse();
        List<OutboxEntry> taken = List.copyOf(orphans);
        orphans.clear();
        return taken;
    }

    private void refuse() {
        if (failing) {
            throw new OutboxUnavailable("the disk is full", null);
        }
    }
}
