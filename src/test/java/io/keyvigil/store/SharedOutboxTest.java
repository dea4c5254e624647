package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.notify.Outbox.Change;
import io.keyvigil.notify.OutboxEntry;
import io.keyvigil.testing.SharedDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas and what they have to tell. */
class SharedOutboxTest {

    private static final Instant NOTED = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LATER = NOTED.plusSeconds(1);
    private static final OutboxEntry FIRST = entry("2");
    private static final OutboxEntry SECOND = entry("1");

    private DataSource dataSource;
    private SqlOutbox one;
    private SqlOutbox other;

    private static OutboxEntry entry(String id) {
        return new OutboxEntry("webhook", id, "KeyvigilSingleKey/contoso", NOTED, "{}");
    }

    private static Change added(OutboxEntry... entries) {
        return new Change(List.of(), List.of(), List.of(entries), List.of());
    }

    @BeforeEach
    void open() {
        dataSource = SharedDatabase.create().dataSource();
        StoreTesting.sharedStore(dataSource).open();
        one = SqlOutbox.shared(StoreTesting.transactions(dataSource), "one");
        other = SqlOutbox.shared(StoreTesting.transactions(dataSource), "other");
    }

    private void isAlive(String replica) {
        StoreTesting.execute(
                dataSource,
                "INSERT INTO replica (replica, watch_list, lease_until, steady_since) VALUES ('" + replica
                        + "', '', clock_timestamp(), clock_timestamp())");
    }

    @Test
    void replicaThatStartsLeavesTheEntriesOfAnother() {
        // Given
        one.write(added(FIRST, SECOND));

        // When
        List<OutboxEntry> waiting = other.load().waiting();

        // Then
        assertThat(waiting).isEmpty();
    }

    @Test
    void whatAReplicaThatIsGoneLeftIsTakenOverOnceAndInItsOrder() {
        // Given
        one.write(added(FIRST, SECOND));

        // When
        List<OutboxEntry> taken = other.takeOver(LATER);

        // Then
        assertThat(taken).containsExactly(FIRST, SECOND);
        assertThat(SqlOutbox.shared(StoreTesting.transactions(dataSource), "third")
                        .load()
                        .waiting())
                .isEmpty();
        assertThat(other.takeOver(LATER)).isEmpty();
    }

    @Test
    void nothingIsTakenFromAReplicaThatIsAlive() {
        // Given
        isAlive("one");
        one.write(added(FIRST));

        // When
        List<OutboxEntry> taken = other.takeOver(LATER);

        // Then
        assertThat(taken).isEmpty();
    }

    @Test
    void youngEntriesAreLeftToWhoMayJustStart() {
        // Given
        one.write(added(FIRST));

        // When
        List<OutboxEntry> taken = other.takeOver(NOTED);

        // Then
        assertThat(taken).isEmpty();
    }

    @Test
    void ownEntriesAreNotTakenOver() {
        // Given
        one.write(added(FIRST));

        // When
        List<OutboxEntry> taken = one.takeOver(LATER);

        // Then
        assertThat(taken).isEmpty();
    }

    @Test
    void entryThatBothConcludeIsDeliveredByTheFirst() {
        // Given
        Collection<OutboxEntry> ofOthers = one.write(added(FIRST));

        // When
        Collection<OutboxEntry> ofOne = other.write(added(FIRST, SECOND));

        // Then
        assertThat(ofOthers).isEmpty();
        assertThat(ofOne).containsExactly(FIRST);
    }

    @Test
    void entryThatIsWrittenAgainStaysOnesOwn() {
        // Given
        one.write(added(FIRST));

        // When
        Collection<OutboxEntry> ofOthers = one.write(added(FIRST));

        // Then
        assertThat(ofOthers).isEmpty();
    }

    /** It did not say whose it is. */
    @Test
    void entryOfAnEarlierVersionIsTakenByTheFirstThatStarts() {
        // Given
        StoreTesting.execute(
                dataSource,
                "INSERT INTO outbox (receiver, id, subject, noted, body) VALUES ('webhook', '2',"
                        + " 'KeyvigilSingleKey/contoso', " + NOTED.toEpochMilli() + ", '{}')");

        // When
        List<OutboxEntry> waiting = one.load().waiting();

        // Then
        assertThat(waiting).containsExactly(FIRST);
        assertThat(other.load().waiting()).isEmpty();
    }
}
