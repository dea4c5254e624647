package io.keyvigil.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code remembered}: single texts by name. */
public final class RememberedTexts {

    private final Transactions transactions;

    RememberedTexts(Transactions transactions) {
        this.transactions = transactions;
    }

    public Optional<String> load(String name) {
        return transactions.read(connection -> find(connection, name));
    }

    private static Optional<String> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT value FROM remembered WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Saves the value if there is none, and returns the stored one. */
    public String saveFirst(String name, String value) {
        return transactions.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO remembered (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING")) {
                insert.setString(1, name);
                insert.setString(2, value);
                insert.executeUpdate();
            }
            return find(connection, name).orElse(value);
        });
    }

    public void save(String name, String value) {
        transactions.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO remembered (name, value) VALUES (?, ?)"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
                statement.setString(1, name);
                statement.setString(2, value);
                statement.executeUpdate();
            }
            return null;
        });
    }
}
