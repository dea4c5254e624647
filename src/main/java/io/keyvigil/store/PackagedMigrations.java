package io.keyvigil.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations that another provider finds on the class path, each read once. Flyway reads a script four times, and looks for it
 * on the whole class path each time, which in a native executable is an eighth of the start.
 */
public final class PackagedMigrations implements ResourceProvider {

    private final ResourceProvider found;

    public PackagedMigrations(ResourceProvider found) {
        this.found = found;
    }

    @Override
    public LoadableResource getResource(String name) {
        return found.getResource(name);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return found.getResources(prefix, suffixes).stream()
                .<LoadableResource>map(Script::new)
                .toList();
    }

    /** One script. */
    private static final class Script extends LoadableResource {

        private final String place;
        private final String relative;
        private final String name;
        private final String text;

        Script(LoadableResource script) {
            this.place = script.getAbsolutePath();
            this.relative = script.getRelativePath();
            this.name = script.getFilename();
            this.text = text(place);
        }

        private static String text(String place) {
            try (InputStream in = PackagedMigrations.class.getResourceAsStream("/" + place)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return place;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return place;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return relative;
        }
    }
}
