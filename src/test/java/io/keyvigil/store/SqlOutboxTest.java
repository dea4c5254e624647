package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.notify.Outbox;
import io.keyvigil.notify.OutboxEntry;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.TenantId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlOutboxTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final OutboxEntry FIRST = entry("webhook", "2");
    private static final OutboxEntry SECOND = entry("webhook", "1");
    private static final OutboxEntry OF_ANOTHER = entry("alertmanager", "1");
    private static final ActiveRisk RISK = new ActiveRisk(
            Risk.SINGLE_KEY,
            Severity.INFO,
            Optional.of(new TenantId("contoso")),
            Optional.empty(),
            NOW,
            Optional.empty(),
            "one key",
            Map.of("keys", "1"));

    @TempDir
    private Path directory;

    private DataSource dataSource;
    private SqlOutbox outbox;

    private static OutboxEntry entry(String receiver, String id) {
        return new OutboxEntry(receiver, id, "KeyvigilSingleKey/contoso", NOW, "{\"é\":\"" + id + "\"}");
    }

    @BeforeEach
    void open() {
        dataSource = StoreTesting.dataSource(directory);
        StoreTesting.flyway(dataSource).migrate();
        outbox = new SqlOutbox(StoreTesting.transactions(dataSource));
    }

    private static Outbox.Change added(OutboxEntry... entries) {
        return new Outbox.Change(List.of(), List.of(), List.of(entries), List.of());
    }

    @Test
    void entriesAreReadBackInTheirOrder() {
        // When
        outbox.write(added(FIRST, SECOND, OF_ANOTHER));

        // Then
        assertThat(new SqlOutbox(StoreTesting.transactions(dataSource)).load().waiting())
                .containsExactly(FIRST, SECOND, OF_ANOTHER);
    }

    @Test
    void removedEntryOfOneReceiverStaysForAnother() {
        // Given
        outbox.write(added(FIRST, SECOND, OF_ANOTHER));

        // When
        outbox.write(new Outbox.Change(List.of(), List.of(), List.of(), List.of(SECOND)));

        // Then
        assertThat(outbox.load().waiting()).containsExactly(FIRST, OF_ANOTHER);
    }

    @Test
    void entryThatIsThereStaysAsItIs() {
        // Given
        outbox.write(added(FIRST));

        // When
        outbox.write(added(new OutboxEntry("webhook", "2", "other", NOW.plusSeconds(1), "{}")));

        // Then
        assertThat(outbox.load().waiting()).containsExactly(FIRST);
    }

    @Test
    void toldRisksAreKeptApartFromTheActiveOnes() {
        // When
        outbox.write(new Outbox.Change(List.of(RISK), List.of(), List.of(), List.of()));

        // Then
        assertThat(outbox.load().told()).containsExactly(RISK);
        assertThat(new SqlRiskHistory(StoreTesting.transactions(dataSource)).load())
                .isEmpty();
    }

    @Test
    void riskThatIsOverIsForgotten() {
        // Given
        outbox.write(new Outbox.Change(List.of(RISK), List.of(), List.of(), List.of()));

        // When
        outbox.write(new Outbox.Change(List.of(), List.of(RISK), List.of(), List.of()));

        // Then
        assertThat(outbox.load().told()).isEmpty();
    }

    @Test
    void changeIsWrittenWhollyOrNotAtAll() throws SQLException {
        // Given
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE notified_risk");
        }

        // When
        assertThatThrownBy(() -> outbox.write(new Outbox.Change(List.of(RISK), List.of(), List.of(FIRST), List.of())))
                .isInstanceOf(Outbox.OutboxUnavailable.class)
                .hasMessageContaining("notified_risk");

        // Then
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT count(*) FROM outbox").getInt(1))
                    .isZero();
        }
    }
}
