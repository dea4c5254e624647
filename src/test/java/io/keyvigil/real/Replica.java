package io.keyvigil.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One of several processes that share a store, each with a gate of its own to the database. */
final class Replica implements AutoCloseable {

    private static final Pattern POLLED = Pattern.compile("(?m)^keyvigil_provider_up\\{tenant=\"([^\"]+)\"}");

    private final Program program;
    private final TcpGate gate;
    private KeyvigilProcess process;
    private OptionalLong readySince = OptionalLong.empty();

    Replica(Program program, TcpGate gate) {
        this.program = program;
        this.gate = gate;
    }

    Replica launch() {
        process = program.launch();
        readySince = OptionalLong.empty();
        return this;
    }

    Replica awaitReady() {
        process.awaitReady();
        return this;
    }

    /** Whether it is ready now. */
    boolean isReady() {
        if (!process.isReady()) {
            readySince = OptionalLong.empty();
        } else if (readySince.isEmpty()) {
            readySince = OptionalLong.of(System.nanoTime());
        }
        return readySince.isPresent();
    }

    /** Whether it has been ready for that long at every look. */
    boolean isReadyFor(Duration time) {
        return readySince.isPresent() && System.nanoTime() - readySince.getAsLong() > time.toNanos();
    }

    KeyvigilProcess process() {
        return process;
    }

    TcpGate gate() {
        return gate;
    }

    /** The tenants whose series it exports. */
    Set<String> polled() {
        return POLLED.matcher(process.metrics())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kids of a tenant's events of this kind, the oldest first. */
    List<String> kids(String tenant, String kind) {
        List<String> kids = new ArrayList<>(process.events(tenant).stream()
                .filter(event -> event.path("kind").asText().equals(kind))
                .map(event -> event.path("kid").asText())
                .toList());
        Collections.reverse(kids);
        return kids;
    }

    List<JsonNode> events(String tenant) {
        return process.events(tenant);
    }

    List<String> published(String tenant) {
        return process.keys(tenant).stream()
                .filter(key -> key.path("state").asText().equals("published"))
                .map(key -> key.path("kid").asText())
                .toList();
    }

    boolean runsFor(Duration time) throws InterruptedException {
        return process.runsFor(time);
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        gate.close();
    }
}
