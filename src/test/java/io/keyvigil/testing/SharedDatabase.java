package io.keyvigil.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real PostgreSQL server on loopback, one for all tests of a run; each asks for a database of its own. As root it runs in a
 * user namespace, since it refuses to be root.
 */
public final class SharedDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;

    private SharedDatabase(String name) {
        this.name = name;
    }

    /** Begun by the first who asks, ended with the process. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new and empty one. */
    public static SharedDatabase create() {
        String name = "keyvigil_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new SharedDatabase(name);
    }

    public DataSource dataSource() {
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    public int port() {
        return Server.POSTGRES.getPort();
    }

    /** As the setting wants it, by way of this port of loopback. */
    public String address(int port) {
        return "postgresql://postgres:not-a-secret@127.0.0.1:" + port + "/" + name;
    }
}
