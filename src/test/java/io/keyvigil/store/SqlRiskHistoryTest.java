package io.keyvigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.ResolvedRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.RiskHistory;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlRiskHistoryTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T00:00:00Z");
    private static final ActiveRisk OF_A_CONSUMER = new ActiveRisk(
            Risk.CONSUMER_STALE,
            Severity.WARNING,
            Optional.of(new TenantId("contoso")),
            Optional.of(new ConsumerId("orders")),
            SINCE,
            Optional.of(SINCE.plusSeconds(600)),
            "a \"quoted\" summary",
            Map.of("key", "é\"1", "seen", "now"));
    private static final ActiveRisk OF_NOBODY = new ActiveRisk(
            Risk.BLIND, Severity.CRITICAL, Optional.empty(), Optional.empty(), SINCE, Optional.empty(), "", Map.of());

    @Parameter
    private TestDatabase database;

    @TempDir
    Path directory;

    private DataSource dataSource;
    private SqlRiskHistory history;

    @BeforeEach
    void open() {
        dataSource = database.migrated(directory);
        history = new SqlRiskHistory(StoreTesting.transactions(dataSource));
    }

    @Test
    void activeRisksAreReadBackAsTheyWere() {
        // When
        history.write(List.of(OF_A_CONSUMER, OF_NOBODY), List.of(), List.of());

        // Then
        assertThat(new SqlRiskHistory(StoreTesting.transactions(dataSource)).load())
                .containsExactlyInAnyOrder(OF_A_CONSUMER, OF_NOBODY);
    }

    @Test
    void whatIsAboutNoTenantIsEachProcessOwnWhereTheyShareAStore() {
        // Given
        history.write(List.of(OF_NOBODY), List.of(), List.of());
        SqlRiskHistory shared = SqlRiskHistory.shared(StoreTesting.transactions(dataSource));

        // When
        shared.write(List.of(OF_A_CONSUMER), List.of(OF_NOBODY), List.of());

        // Then
        assertThat(shared.load()).containsExactly(OF_A_CONSUMER);
        assertThat(history.load()).containsExactlyInAnyOrder(OF_A_CONSUMER, OF_NOBODY);
    }

    @Test
    void severityIsReplaced() {
        // Given
        history.write(List.of(OF_A_CONSUMER), List.of(), List.of());
        ActiveRisk worse = new ActiveRisk(
                OF_A_CONSUMER.risk(),
                Severity.CRITICAL,
                OF_A_CONSUMER.tenant(),
                OF_A_CONSUMER.consumer(),
                SINCE,
                Optional.empty(),
                "worse",
                Map.of());

        // When
        history.write(List.of(worse), List.of(), List.of());

        // Then
        assertThat(history.load()).containsExactly(worse);
    }

    @Test
    void resolvedRisksAreGone() {
        // Given
        history.write(List.of(OF_A_CONSUMER, OF_NOBODY), List.of(), List.of());

        // When
        history.write(List.of(), List.of(OF_A_CONSUMER), List.of());

        // Then
        assertThat(history.load()).containsExactly(OF_NOBODY);
    }

    @Test
    void resolvedRisksAreReadBackByOthers() {
        // Given
        ResolvedRisk first = new ResolvedRisk(OF_A_CONSUMER, SINCE.plusSeconds(60));
        ResolvedRisk second = new ResolvedRisk(OF_NOBODY, SINCE.plusSeconds(61));
        SqlRiskHistory other = new SqlRiskHistory(StoreTesting.transactions(dataSource));
        history.write(List.of(), List.of(OF_A_CONSUMER), List.of(first));
        other.loadResolved();

        // When
        history.write(List.of(), List.of(OF_NOBODY), List.of(second));

        // Then
        assertThat(other.loadResolved()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void riskThatResolvedIsRememberedOnce() {
        // Given
        history.write(List.of(), List.of(), List.of(new ResolvedRisk(OF_NOBODY, SINCE.plusSeconds(60))));

        // When
        history.write(List.of(), List.of(), List.of(new ResolvedRisk(OF_NOBODY, SINCE.plusSeconds(61))));

        // Then
        assertThat(history.loadResolved()).extracting(ResolvedRisk::at).containsExactly(SINCE.plusSeconds(60));
    }

    @Test
    void onlyTheLatestAreRemembered() {
        // Given
        SqlRiskHistory other = new SqlRiskHistory(StoreTesting.transactions(dataSource));
        history.write(List.of(), List.of(), resolved(0, RiskHistory.MOST_RESOLVED));
        other.loadResolved();

        // When
        history.write(List.of(), List.of(), resolved(RiskHistory.MOST_RESOLVED, 2));

        // Then
        assertThat(other.loadResolved())
                .hasSize(RiskHistory.MOST_RESOLVED)
                .extracting(ResolvedRisk::at)
                .doesNotContain(SINCE, SINCE.plusSeconds(1));
    }

    private static List<ResolvedRisk> resolved(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(second -> new ResolvedRisk(
                        new ActiveRisk(
                                Risk.BLIND,
                                Severity.CRITICAL,
                                Optional.empty(),
                                Optional.empty(),
                                SINCE.plusSeconds(second),
                                Optional.empty(),
                                "",
                                Map.of()),
                        SINCE.plusSeconds(second)))
                .toList();
    }

    @Test
    void riskOfALaterVersionIsLeftOut() throws SQLException {
        // Given
        history.write(List.of(OF_A_CONSUMER, OF_NOBODY), List.of(), List.of());
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE active_risk SET risk = 'KeyvigilOfTomorrow' WHERE tenant = 'contoso'");
        }

        // When
        Collection<ActiveRisk> risks = history.load();

        // Then
        assertThat(risks).containsExactly(OF_NOBODY);
    }
}
