package io.keyvigil.watch;

import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Events with only kind and time, stored as numbers. Each of 100,000 tenants has several, and objects take four times the
 * memory. Immutable.
 */
final class BareEvents extends AbstractList<KeyEvent> implements RandomAccess {

    private static final KeyEventKind[] KINDS = KeyEventKind.values();
    private static final long NANOS = 1_000_000_000;

    /** In nanoseconds since 1970 a {@code long} reaches from 1677 to 2262. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

    private final byte[] kinds;
    private final long[] nanos;

    private BareEvents(byte[] kinds, long[] nanos) {
        this.kinds = kinds;
        this.nanos = nanos;
    }

    /** The same events, compact if possible; always immutable. */
    static List<KeyEvent> where(List<KeyEvent> events) {
        if (events instanceof BareEvents) {
            return events;
        }
        if (events.isEmpty() || !events.stream().allMatch(BareEvents::isBare)) {
            return List.copyOf(events);
        }
        byte[] kinds = new byte[events.size()];
        long[] nanos = new long[events.size()];
        for (int i = 0; i < kinds.length; i++) {
            KeyEvent event = events.get(i);
            kinds[i] = (byte) event.kind().ordinal();
            nanos[i] = event.at().getEpochSecond() * NANOS + event.at().getNano();
        }
        return new BareEvents(kinds, nanos);
    }

    private static boolean isBare(KeyEvent event) {
        return event.kid().isEmpty()
                && event.thumbprint().isEmpty()
                && event.detail().isEmpty()
                && Math.abs(event.at().getEpochSecond()) < MOST_SECONDS;
    }

    @Override
    public KeyEvent get(int index) {
        Instant at = Instant.ofEpochSecond(Math.floorDiv(nanos[index], NANOS), Math.floorMod(nanos[index], NANOS));
        return KeyEvent.of(KINDS[kinds[index]], at, "");
    }

    @Override
    public int size() {
        return kinds.length;
    }
}
