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

/** Converts values for columns: times to milliseconds, durations to seconds, absent values to NULL. */
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

    /** Replaces U+0000 by a replacement character: not every database accepts it in a text. */
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

    /** A short text for a key's identity, for any characters in its kid. */
    static String identity(KeyIdentity key) {
        String both = key.thumbprint().map(Object::toString).orElse("") + "\0"
                + key.kid().map(kid -> "=" + kid).orElse("");
        // Hashes the characters without an encoding: an encoding would map all unpaired surrogates to one character.
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
