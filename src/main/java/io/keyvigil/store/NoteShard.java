package io.keyvigil.store;

import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.PollHealth;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The latest successful polls of some tenants, packed: an octet for the format, then a tenant the length of its id in an octet,
 * the id in ASCII, and in eight octets each the version of its state, and its last attempt and success in milliseconds.
 *
 * <p>What is written in another format counts as nothing, and is replaced by the next notes.
 */
final class NoteShard {

    static final NoteShard EMPTY = new NoteShard(new byte[] {NoteShard.FORMAT});

    private static final byte FORMAT = 1;
    private static final int FIRST = 1;
    private static final int REST = 3 * Long.BYTES;

    private final byte[] octets;

    private NoteShard(byte[] octets) {
        this.octets = octets;
    }

    static NoteShard of(byte[] octets) {
        return octets.length > 0 && octets[0] == FORMAT ? new NoteShard(octets) : EMPTY;
    }

    byte[] octets() {
        return octets.clone();
    }

    /** These instead of those that it has of the same tenants. */
    NoteShard with(Map<String, NotedPoll> notes) {
        int longest = octets.length;
        for (String tenant : notes.keySet()) {
            longest += 1 + tenant.length() + REST;
        }
        ByteBuffer packed = ByteBuffer.allocate(longest).put(FORMAT);
        notes.forEach((tenant, note) -> pack(packed, tenant, note));
        for (int at = FIRST; at < octets.length; at = after(at)) {
            if (!notes.containsKey(new String(octets, at + 1, octets[at], StandardCharsets.US_ASCII))) {
                packed.put(octets, at, after(at) - at);
            }
        }
        return new NoteShard(Arrays.copyOf(packed.array(), packed.position()));
    }

    private static void pack(ByteBuffer packed, String tenant, NotedPoll note) {
        packed.put((byte) tenant.length())
                .put(tenant.getBytes(StandardCharsets.US_ASCII))
                .putLong(note.version())
                .putLong(note.health().lastAttempt().orElseThrow().toEpochMilli())
                .putLong(note.health().lastSuccess().orElseThrow().toEpochMilli());
    }

    private int after(int at) {
        return at + 1 + octets[at] + REST;
    }

    /** The same where nothing later was noted of that version. */
    PollHealth health(String tenant, long version, PollHealth written) {
        byte[] id = tenant.getBytes(StandardCharsets.US_ASCII);
        for (int at = FIRST; at < octets.length; at = after(at)) {
            int rest = after(at) - REST;
            if (Arrays.equals(octets, at + 1, rest, id, 0, id.length)) {
                ByteBuffer note = ByteBuffer.wrap(octets, rest, REST);
                return note.getLong() == version ? later(written, note.getLong(), note.getLong()) : written;
            }
        }
        return written;
    }

    private static PollHealth later(PollHealth written, long attempt, long success) {
        Instant attempted = Instant.ofEpochMilli(attempt);
        return written.up() && written.lastAttempt().orElseThrow().isBefore(attempted)
                ? new PollHealth(
                        Optional.of(attempted),
                        Optional.of(Instant.ofEpochMilli(success)),
                        0,
                        written.lastFailure(),
                        Optional.empty())
                : written;
    }
}
