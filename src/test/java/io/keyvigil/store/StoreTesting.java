package io.keyvigil.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** The embedded store as the service configures it, in a directory of a test. */
final class StoreTesting {

    private StoreTesting() {}

    /** A data source with the service's own URL, by way of the driver: SQLite's own data source overrides what a URL says. */
    static DataSource dataSource(Path directory) {
        SQLiteDataSource dataSource = new SQLiteDataSource() {
            @Override
            public SQLiteConnection getConnection(String user, String password) throws SQLException {
                return (SQLiteConnection) DriverManager.getConnection(getUrl());
            }
        };
        dataSource.setUrl(
                property("quarkus.datasource.embedded.jdbc.url").replace("${keyvigil.data-dir}", directory.toString()));
        return dataSource;
    }

    /** The same, whose connections are shown to this check before they close. */
    static DataSource watchingClose(Path directory, Check check) {
        DataSource dataSource = dataSource(directory);
        return (DataSource) Proxy.newProxyInstance(
                StoreTesting.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> watched(dataSource.getConnection(), check));
    }

    private static Connection watched(Connection connection, Check check) {
        return (Connection) Proxy.newProxyInstance(
                StoreTesting.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        check.look(connection);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A look at a connection. */
    @FunctionalInterface
    interface Check {
        void look(Connection connection) throws SQLException;
    }

    /** Open ones, for many writers as PostgreSQL has and one as SQLite has. */
    static Transactions transactions(DataSource dataSource) {
        Transactions transactions = new Transactions(
                dataSource,
                dataSource instanceof SQLiteDataSource ? Transactions.ONE_WRITER : Transactions.MANY_WRITERS);
        transactions.open();
        return transactions;
    }

    static Flyway flyway(DataSource dataSource) {
        return schema("embedded", dataSource).load();
    }

    static Flyway sharedFlyway(DataSource dataSource) {
        return schema("shared", dataSource).load();
    }

    /** A shared store whose schema is not there yet. */
    static SharedStore sharedStore(DataSource dataSource) {
        return new SharedStore(dataSource, sharedFlyway(dataSource));
    }

    /** The schema as the service configures it for the store of that name. */
    static FluentConfiguration schema(String store, DataSource dataSource) {
        String prefix = "quarkus.flyway." + store + ".";
        String ignored = property(prefix + "ignore-migration-patterns");
        return Flyway.configure()
                .dataSource(dataSource)
                .ignoreMigrationPatterns(ignored == null ? new String[0] : new String[] {ignored})
                .locations(property(prefix + "locations").split(","))
                .placeholders(Map.of("identity", property(prefix + "placeholders.identity")));
    }

    static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static EmbeddedStore store(Path directory) {
        DataSource dataSource = dataSource(directory);
        return new EmbeddedStore(directory, dataSource, flyway(dataSource));
    }

    private static String property(String name) {
        try (InputStream in = StoreTesting.class.getResourceAsStream("/application.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
