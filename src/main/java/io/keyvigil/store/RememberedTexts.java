package io.keyvigil.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import javax.sql.DataSource;

/** The table {@code remembered}: single texts by name. */
public final class RememberedTexts {

    private final Transactions transactions;

    public RememberedTexts(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    public Optional<String> load(String name) {
        return transactions.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT value FROM remembered WHERE name = ?")) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
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
