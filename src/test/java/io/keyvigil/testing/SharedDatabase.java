package io.keyvigil.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A real PostgreSQL server on loopback, one for all tests of a run; each asks for a database of its own. As root it runs in a
 * user namespace, since it refuses to be root.
 */
public final class SharedDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private List<ProcessHandle> paused = List.of();

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

    /** Stops the processes of the server, which then answers no one, until {@link #resume}. */
    public void pause() {
        List<ProcessHandle> stopped = processes();
        paused = stopped;
        stopped.forEach(process -> signal("-STOP", process));
    }

    public void resume() {
        paused.forEach(process -> signal("-CONT", process));
        paused = List.of();
    }

    private List<ProcessHandle> processes() {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            ProcessHandle postmaster =
                    ProcessHandle.of(row.getLong(1)).orElseThrow().parent().orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the setting wants it, by way of this port of loopback. */
    public String address(int port) {
        return "postgresql://postgres:not-a-secret@127.0.0.1:" + port + "/" + name;
    }
}
