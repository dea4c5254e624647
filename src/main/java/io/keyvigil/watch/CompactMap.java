package io.keyvigil.watch;

import java.util.Optional;

/**
 * A map with a small memory footprint, for objects with up to 100,000 instances. Keys and values alternate in one array, at
 * most two thirds full. This takes a third of the memory of one node per entry. Not thread-safe.
 */
final class CompactMap<K, V> {

    private static final int SMALLEST = 16;

    private Object[] slots = new Object[2 * SMALLEST];
    private int size;

    @SuppressWarnings("unchecked")
    Optional<V> get(K key) {
        return Optional.ofNullable((V) slots[slot(key) + 1]);
    }

    void put(K key, V value) {
        int slot = slot(key);
        if (slots[slot] == null) {
            size++;
        }
        slots[slot] = key;
        slots[slot + 1] = value;
        if (3 * size > slots.length) {
            rehash();
        }
    }

    void remove(K key) {
        int slot = slot(key);
        if (slots[slot] == null) {
            return;
        }
        empty(slot);
        size--;
        // Entries that were displaced by the removed one move up: a search ends at the first empty slot.
        for (int next = after(slot); slots[next] != null; next = after(next)) {
            Object moved = slots[next];
            Object value = slots[next + 1];
            empty(next);
            int place = slot(moved);
            slots[place] = moved;
            slots[place + 1] = value;
        }
    }

    /** The slot of the key, or the slot for it if it is missing. */
    private int slot(Object key) {
        int slot = (PollSchedule.mixed(key.hashCode()) & (slots.length / 2 - 1)) * 2;
        while (slots[slot] != null && !slots[slot].equals(key)) {
            slot = after(slot);
        }
        return slot;
    }

    private int after(int slot) {
        return slot + 2 & slots.length - 1;
    }

    private void empty(int slot) {
        slots[slot] = null;
        slots[slot + 1] = null;
    }

    private void rehash() {
        Object[] before = slots;
        slots = new Object[2 * before.length];
        for (int from = 0; from < before.length; from += 2) {
            if (before[from] != null) {
                int slot = slot(before[from]);
                slots[slot] = before[from];
                slots[slot + 1] = before[from + 1];
            }
        }
    }
}
