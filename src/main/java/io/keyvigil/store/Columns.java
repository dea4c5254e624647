package io.keyvigil.store;

import io.keyvigil.watch.KeyIdentity;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** How values stand in columns: moments as milliseconds, durations as seconds, absent values as NULL. */
final class Columns {

    private static final int IDENTITY_DIGITS = 32;

    private Columns() {}

    static void set(PreparedStatement statement, int index, Optional<Instant> moment) throws SQLException {
        if (moment.isPresent()) {
            statement.setLong(index, moment.get().toEpochMilli());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    static void setSeconds(PreparedStatement statement, int index, Optional<Duration> duration) throws SQLException {
        if (duration.isPresent()) {
            statement.setLong(index, duration.get().toSeconds());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    static Optional<Duration> seconds(ResultSet row, String column) throws SQLException {
        long seconds = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /** Not every database takes U+0000 in a text; a replacement character stands for it. */
    static void setText(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        statement.setString(
                index, text.map(value -> value.replace('\0', '\uFFFD')).orElse(null));
    }

    static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        long milliseconds = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A short text for a key's identity, whatever characters its kid holds. */
    static String identity(KeyIdentity key) {
        String both = key.thumbprint().map(Object::toString).orElse("") + "\0"
                + key.kid().map(kid -> "=" + kid).orElse("");
        // Over the characters as they are: an encoding would make all halves of surrogate pairs one.
        ByteBuffer characters = ByteBuffer.allocate(both.length() * Character.BYTES);
        both.chars().forEach(character -> characters.putChar((char) character));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters.array());
            return HexFormat.of().formatHex(digest).substring(0, IDENTITY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
