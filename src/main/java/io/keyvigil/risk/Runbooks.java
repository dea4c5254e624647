package io.keyvigil.risk;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runbooks that ship with the program: one for each {@link Risk}, then one for each {@link OutsideAlert}. A
 * requested name is only looked up among them and never becomes part of a path.
 */
@Singleton
public final class Runbooks {

    private final Map<String, Runbook> byName = new LinkedHashMap<>();

    Runbooks() {
        Arrays.stream(Risk.values()).forEach(risk -> add(risk.alertName(), risk.summary()));
        Arrays.stream(OutsideAlert.values()).forEach(alert -> add(alert.alertName(), alert.summary()));
    }

    /** All runbooks: those of the risks in the order of the documentation, then those of {@link OutsideAlert}. */
    public List<Runbook> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Runbook> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void add(String name, String summary) {
        byName.put(name, new Runbook(name, summary, read("/runbooks/" + name + ".md")));
    }

    private static String read(String resource) {
        try (InputStream text = Runbooks.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException(resource + " is not in the program");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
