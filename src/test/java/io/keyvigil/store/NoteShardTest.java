package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.PollHealth;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NoteShardTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final PollHealth WRITTEN = succeeded(START);

    @Property(tries = 200)
    void theLatestNoteOfEachTenantIsFound(@ForAll("rounds") List<Map<String, Integer>> rounds) {
        // Given
        Map<String, PollHealth> latest = new HashMap<>();
        NoteShard shard = NoteShard.EMPTY;

        // When
        for (Map<String, Integer> round : rounds) {
            Map<String, NotedPoll> notes = new HashMap<>();
            round.forEach((tenant, seconds) -> {
                latest.put(tenant, succeeded(START.plusSeconds(seconds)));
                notes.put(tenant, new NotedPoll(7, latest.get(tenant), Optional.empty()));
            });
            shard = NoteShard.of(shard.with(notes).octets());
        }

        // Then
        NoteShard packed = shard;
        latest.forEach((tenant, health) ->
                assertThat(packed.health(tenant, 7, WRITTEN)).as(tenant).isEqualTo(health));
        assertThat(packed.health("nobody", 7, WRITTEN)).isEqualTo(WRITTEN);
    }

    /** Ids of which one begins another, and the longest. */
    @Provide
    Arbitrary<List<Map<String, Integer>>> rounds() {
        Arbitrary<String> tenants = Arbitraries.of("a", "aa", "a-1", "b", "tenant-7", "tenant-77", "z".repeat(127));
        return Arbitraries.maps(tenants, Arbitraries.integers().between(1, 100_000))
                .list()
                .ofMaxSize(12);
    }

    @Test
    void noteOfAnotherVersionDoesNotCount() {
        // Given
        NoteShard shard = shard(new NotedPoll(1, succeeded(START.plusSeconds(60)), Optional.empty()));

        // Then
        assertThat(shard.health("a", 2, WRITTEN)).isEqualTo(WRITTEN);
    }

    @Test
    void rowThatWasWrittenLaterCounts() {
        // Given
        NoteShard shard = shard(new NotedPoll(1, succeeded(START), Optional.empty()));
        PollHealth later = succeeded(START.plusSeconds(60));

        // Then
        assertThat(shard.health("a", 1, later)).isEqualTo(later);
    }

    @Test
    void whatAnotherFormatSaysIsReplaced() {
        // Given
        NoteShard foreign = NoteShard.of(new byte[] {2, 0, 0, 0});
        PollHealth noted = succeeded(START.plusSeconds(60));

        // When
        NoteShard shard = foreign.with(Map.of("a", new NotedPoll(1, noted, Optional.empty())));

        // Then
        assertThat(foreign.health("a", 1, WRITTEN)).isEqualTo(WRITTEN);
        assertThat(shard.health("a", 1, WRITTEN)).isEqualTo(noted);
    }

    private static NoteShard shard(NotedPoll note) {
        return NoteShard.EMPTY.with(Map.of("a", note));
    }

    private static PollHealth succeeded(Instant at) {
        return new PollHealth(Optional.of(at), Optional.of(at.plusMillis(20)), 0, Optional.empty(), Optional.empty());
    }
}
