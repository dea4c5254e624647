package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plays what 254 public providers published for fifteen months, and holds the events against the corpus' own. */
class ReplayTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, KeyEventKind> BY_CLASS = Map.of(
            "same-kid-new-material", KeyEventKind.KEY_MATERIAL_REPLACED,
            "same-material-new-kid", KeyEventKind.KEY_RELABELLED,
            "encoding-only", KeyEventKind.KEY_ENCODING_CHANGED,
            "metadata-only", KeyEventKind.KEY_METADATA_CHANGED,
            "emptied", KeyEventKind.SET_EMPTIED);
    private static final Set<String> ADDING = Set.of("add-only", "swap-with-overlap", "disjoint", "filled");
    private static final Set<String> WITHDRAWING = Set.of("remove-only", "swap-with-overlap", "disjoint", "emptied");

    /**
     * Zoho's data centres replaced every signing key on some days while an encryption key stayed. The corpus compares
     * whole sets and sees an overlap; the contract compares signing keys: an encryption key that stays verifies nothing.
     */
    private static final Set<String> WITH_STAYING_ENCRYPTION_KEYS =
            Set.of("zoho", "zoho-accounts-eu", "zoho-accounts-in");

    private static final int DISJOINT_BUT_FOR_ENCRYPTION_KEYS = 23;

    /** A day on which one service's keys changed in one way. */
    private record Change(String service, String date) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            return (service + date).compareTo(other.service + other.date);
        }
    }

    @Test
    void everyChangeOfTheCorpusIsTold() throws IOException {
        // Given
        assumeTrue(
                Files.isDirectory(RecordedHistories.CORPUS.resolve("histories")),
                "the replay corpus is not at " + RecordedHistories.CORPUS + "; set -Dkeyvigil.corpus to its directory");
        Map<KeyEventKind, Set<Change>> expected = expected();

        // When
        Map<KeyEventKind, Set<Change>> told = told();

        // Then
        Set<Change> extra = difference(told, expected, KeyEventKind.ROTATION_DISJOINT);
        assertThat(extra)
                .hasSize(DISJOINT_BUT_FOR_ENCRYPTION_KEYS)
                .allMatch(change -> WITH_STAYING_ENCRYPTION_KEYS.contains(change.service()));
        told.get(KeyEventKind.ROTATION_DISJOINT).removeAll(extra);
        expected.forEach((kind, changes) -> {
            System.out.printf("%-22s %5d days%n", kind.code(), changes.size());
            assertThat(told.get(kind)).as(kind.code()).isEqualTo(changes);
        });
        assertThat(expected.get(KeyEventKind.KEY_ADDED)).hasSizeGreaterThan(1_000);
    }

    private static Map<KeyEventKind, Set<Change>> expected() throws IOException {
        Map<KeyEventKind, Set<Change>> expected = noChanges();
        JsonNode services =
                JSON.readTree(RecordedHistories.CORPUS.resolve("events.json").toFile());
        services.properties().forEach(service -> service.getValue()
                .path("events")
                .forEach(event -> expect(
                        event, new Change(service.getKey(), event.path("date").textValue()), expected)));
        return expected;
    }

    private static void expect(JsonNode event, Change change, Map<KeyEventKind, Set<Change>> expected) {
        event.path("classes").forEach(name -> {
            KeyEventKind kind = BY_CLASS.get(name.textValue());
            if (kind != null) {
                expected.get(kind).add(change);
            }
        });
        String byMaterial = event.path("by_material").textValue();
        if (byMaterial.equals("disjoint")) {
            expected.get(KeyEventKind.ROTATION_DISJOINT).add(change);
        }
        if (ADDING.contains(byMaterial)) {
            expected.get(KeyEventKind.KEY_ADDED).add(change);
        }
        if (WITHDRAWING.contains(byMaterial)) {
            expected.get(KeyEventKind.KEY_WITHDRAWN).add(change);
        }
    }

    private static Map<KeyEventKind, Set<Change>> told() throws IOException {
        Map<KeyEventKind, Set<Change>> told = noChanges();
        try (Stream<Path> files = Files.list(RecordedHistories.CORPUS.resolve("histories"))) {
            for (Path file : files.sorted().toList()) {
                replay(KeySetHistory.read(file), told);
            }
        }
        return told;
    }

    private static void replay(KeySetHistory history, Map<KeyEventKind, Set<Change>> told) {
        TenantState state = TenantState.UNSEEN;
        for (KeySetHistory.Sample sample : history.samples()) {
            Transition transition = state.next(sample.result(), sample.at(), sample.at());
            for (KeyEvent event : transition.events()) {
                Set<Change> ofKind = told.get(event.kind());
                if (ofKind != null) {
                    ofKind.add(new Change(history.service(), sample.date()));
                }
            }
            state = transition.after();
        }
    }

    /** The kinds that tell of keys; the corpus' events know nothing of addresses and failures. */
    private static Map<KeyEventKind, Set<Change>> noChanges() {
        List<KeyEventKind> kinds = new ArrayList<>(BY_CLASS.values());
        kinds.addAll(List.of(KeyEventKind.KEY_ADDED, KeyEventKind.KEY_WITHDRAWN, KeyEventKind.ROTATION_DISJOINT));
        Map<KeyEventKind, Set<Change>> none = new EnumMap<>(KeyEventKind.class);
        kinds.forEach(kind -> none.put(kind, new TreeSet<>()));
        return none;
    }

    private static Set<Change> difference(
            Map<KeyEventKind, Set<Change>> told, Map<KeyEventKind, Set<Change>> expected, KeyEventKind kind) {
        Set<Change> difference = new TreeSet<>(told.get(kind));
        difference.removeAll(expected.get(kind));
        return difference;
    }
}
