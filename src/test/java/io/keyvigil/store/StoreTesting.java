package io.keyvigil.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** The embedded store as the service configures it, in a directory of a test. */
final class StoreTesting {

    private StoreTesting() {}

    /** A data source with the service's own URL. */
    static DataSource dataSource(Path directory) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(
                property("quarkus.datasource.embedded.jdbc.url").replace("${keyvigil.data-dir}", directory.toString()));
        return dataSource;
    }

    static Flyway flyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations(property("quarkus.flyway.embedded.locations"))
                .placeholders(Map.of("identity", property("quarkus.flyway.embedded.placeholders.identity")))
                .load();
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
