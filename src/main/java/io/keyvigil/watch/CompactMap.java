package io.keyvigil.watch;

import java.util.Optional;

/**
 * A map for what is held by the hundred thousand: keys and values lie side by side in one array, at most two thirds full, a
 * third of what a node an entry takes. Not for several threads at once.
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
        // Whoever had to step aside for what is gone moves up: a search ends at the first empty slot.
        for (int next = after(slot); slots[next] != null; next = after(next)) {
            Object moved = slots[next];
            Object value = slots[next + 1];
            empty(next);
            int place = slot(moved);
            slots[place] = moved;
            slots[place + 1] = value;
        }
    }

    /** Where the key lies, or where it would. */
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
