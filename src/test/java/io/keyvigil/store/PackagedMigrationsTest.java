package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedMigrationsTest {

    private static final ResourceProvider FOUND = new ResourceProvider() {
        @Override
        public LoadableResource getResource(String name) {
            return new Unreadable(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return List.of(new Unreadable("db/common/V2__signing_evidence.sql"));
        }
    };

    @TempDir
    Path directory;

    @Test
    void scriptIsReadAgainAndAgainWithoutBeingLookedFor() {
        // Given
        LoadableResource script = new PackagedMigrations(FOUND)
                .getResources("V", new String[] {".sql"})
                .iterator()
                .next();

        // When
        List<String> readings = List.of(text(script), text(script));

        // Then
        assertThat(readings).allSatisfy(text -> assertThat(text).contains("ALTER TABLE"));
        assertThat(script.getFilename()).isEqualTo("V2__signing_evidence.sql");
        assertThat(script.getAbsolutePathOnDisk()).isEqualTo("db/common/V2__signing_evidence.sql");
    }

    @Test
    void whatWasMigratedWithoutThemIsOfTheSameChecksums() {
        // Given
        Flyway without = StoreTesting.flyway(StoreTesting.dataSource(directory));
        without.migrate();

        // When
        MigrationInfo[] seen = Flyway.configure()
                .configuration(without.getConfiguration())
                .resourceProvider(new PackagedMigrations(new Scanner<>(
                        JavaMigration.class,
                        without.getConfiguration(),
                        without.getConfiguration().getLocations())))
                .load()
                .info()
                .applied();

        // Then
        assertThat(Arrays.stream(seen).map(MigrationInfo::getChecksum))
                .isNotEmpty()
                .containsExactlyElementsOf(Arrays.stream(without.info().applied())
                        .map(MigrationInfo::getChecksum)
                        .toList());
        assertThat(seen).allSatisfy(migration -> assertThat(migration.isChecksumMatching())
                .isTrue());
    }

    private static String text(LoadableResource script) {
        try (Reader reader = script.read()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script of the class path that fails where it is looked for to be read. */
    private static final class Unreadable extends LoadableResource {

        private final String place;

        Unreadable(String place) {
            this.place = place;
        }

        @Override
        public Reader read() {
            throw new IllegalStateException("looked for again");
        }

        @Override
        public String getAbsolutePath() {
            return place;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            throw new IllegalStateException("looked for on the disk");
        }

        @Override
        public String getFilename() {
            return place.substring(place.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return place;
        }
    }
}
