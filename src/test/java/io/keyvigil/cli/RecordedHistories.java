package io.keyvigil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Recorded histories of real key sets, and what is known of them beside: {@code -Dkeyvigil.corpus} says where they lie. */
final class RecordedHistories {

    static final Path CORPUS = Path.of(System.getProperty("keyvigil.corpus", "../shared/corpus"));

    private RecordedHistories() {}

    /** When the last sample of all was taken. */
    static Instant lastSample() throws IOException {
        JsonNode samples =
                new ObjectMapper().readTree(CORPUS.resolve("samples.json").toFile());
        return Instant.parse(samples.path(samples.size() - 1).path("at").textValue());
    }

    /** When a service was looked at for the last time. */
    static Instant end(Path history, Instant last) throws IOException {
        JsonNode removed = new ObjectMapper().readTree(history.toFile()).path("removed");
        return removed.isTextual() ? Instant.parse(removed.textValue() + "T00:00:00Z") : last;
    }

    /** The days with a rotation without overlap or with a reused kid: service, blank, date. */
    static Set<String> unsafeDays() throws IOException {
        Set<String> days = new HashSet<>();
        new ObjectMapper()
                .readTree(CORPUS.resolve("events.json").toFile())
                .properties()
                .forEach(service -> service.getValue().path("events").forEach(event -> {
                    boolean replaced = false;
                    for (JsonNode name : event.path("classes")) {
                        replaced |= name.textValue().equals("same-kid-new-material");
                    }
                    if (replaced || event.path("by_material").textValue().equals("disjoint")) {
                        days.add(service.getKey() + " " + event.path("date").textValue());
                    }
                }));
        return days;
    }
}
