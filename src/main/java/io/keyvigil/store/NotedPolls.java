package io.keyvigil.store;

import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The table {@code poll_note}, of a store that one process has for itself: {@value #SHARDS} rows, each a {@link NoteShard}. Of a
 * hundred thousand tenants, the successes of a minute would otherwise rewrite nearly every page of {@code tenant_state}: that
 * cost ten times as much.
 *
 * <p>Failures are few, and stand in the tenants' rows with all that is known of them.
 */
final class NotedPolls implements PollNotes {

    private static final int SHARDS = 256;

    private static final String WRITE =
            "INSERT INTO poll_note (shard, notes) VALUES (?, ?) ON CONFLICT (shard) DO UPDATE SET notes = excluded.notes";

    @Override
    public void write(Connection connection, Map<TenantId, NotedPoll> polls) throws SQLException {
        Map<TenantId, NotedPoll> failures = new HashMap<>();
        Map<Integer, Map<String, NotedPoll>> shards = new HashMap<>();
        polls.forEach((tenant, poll) -> {
            if (poll.health().up()) {
                shards.computeIfAbsent(shard(tenant), first -> new HashMap<>()).put(tenant.value(), poll);
            } else {
                failures.put(tenant, poll);
            }
        });
        if (!failures.isEmpty()) {
            StateTable.touch(connection, failures);
        }
        writeShards(connection, shards);
    }

    private static void writeShards(Connection connection, Map<Integer, Map<String, NotedPoll>> shards)
            throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("SELECT notes FROM poll_note WHERE shard = ?");
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            for (Map.Entry<Integer, Map<String, NotedPoll>> shard : shards.entrySet()) {
                read.setInt(1, shard.getKey());
                write.setInt(1, shard.getKey());
                write.setBytes(2, one(read).with(shard.getValue()).octets());
                write.executeUpdate();
            }
        }
    }

    private static NoteShard one(PreparedStatement read) throws SQLException {
        try (ResultSet row = read.executeQuery()) {
            return row.next() ? NoteShard.of(row.getBytes(1)) : NoteShard.EMPTY;
        }
    }

    @Override
    public Since read(Connection connection) throws SQLException {
        Map<Integer, NoteShard> shards = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement("SELECT shard, notes FROM poll_note");
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                shards.put(row.getInt(1), NoteShard.of(row.getBytes(2)));
            }
        }
        return (tenant, version, written) ->
                shards.getOrDefault(shard(tenant), NoteShard.EMPTY).health(tenant.value(), version, written);
    }

    /** The Java language says how a text is hashed, so it is the same in every process. */
    private static int shard(TenantId tenant) {
        return Math.floorMod(tenant.value().hashCode(), SHARDS);
    }
}
