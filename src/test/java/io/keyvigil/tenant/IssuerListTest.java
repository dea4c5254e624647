package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerListTest {

    private static List<String> ids(String issuers) {
        return IssuerList.parse(issuers).watchList().orElseThrow().tenants().keySet().stream()
                .map(TenantId::value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, a-example",
        "https://A.Example/, a-example",
        "http://127.0.0.1:8081/realms/a, 127-0-0-1-8081-realms-a",
        "http://[::1]:8081//x__y/, 1-8081-x-y",
        "https://a.example/%20b, a-example-20b"
    })
    void idOfAnIssuer(String issuer, String id) {
        // When
        List<String> ids = ids(issuer);
        // Then
        assertThat(ids).containsExactly(id);
    }

    @Test
    void issuersThatWouldShareAnIdGetTheirHash() {
        // Given
        String issuers = "https://a.example/b,https://a.example/b/, https://c.example";
        // When
        List<String> ids = ids(issuers);
        // Then
        assertThat(ids).containsExactlyInAnyOrder("a-example-b-daa194", "a-example-b-3aff0c", "c-example");
    }

    @Test
    void tooLongAnIdIsCutAndGetsTheHash() {
        // Given
        String issuer = "https://a.example/" + "b".repeat(200);
        // When
        List<String> ids = ids(issuer);
        // Then
        assertThat(ids).singleElement().asString().hasSize(127).matches("a-example-b+-[0-9a-f]{6}");
    }

    @Test
    void tenantOfAnIssuerKeepsItAsWritten() {
        // When
        WatchList list = IssuerList.parse("https://A.example/x/", Duration.ofMinutes(1))
                .watchList()
                .orElseThrow();
        // Then
        Tenant tenant = list.tenants().get(new TenantId("a-example-x"));
        assertThat(tenant.issuer()).hasValue("https://A.example/x/");
        assertThat(tenant.pollEvery()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a.example,ftp://b.example | issuer 2 is not an absolute http",
                "a.example                         | issuer 1 is not an absolute http",
                "https://u:hunter2@a.example       | issuer 1 contains user info",
                "https://a.example/#x              | issuer 1 holds a fragment",
                "https://a.example/{tenantid}      | issuer 1 holds {tenantid}",
                "https://a.example,https://a.example | issuer 2 is in the list twice",
                "http://[::]                       | issuer 1 gives no id"
            })
    void badIssuer(String issuers, String problem) {
        // When
        WatchListReading reading = IssuerList.parse(issuers);
        // Then
        assertThat(reading.problems()).singleElement().satisfies(found -> {
            assertThat(found.file()).isEqualTo("KEYVIGIL_ISSUERS");
            assertThat(found.problem()).contains(problem);
            assertThat(found.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void everyBadIssuerAtOnce() {
        // When
        WatchListReading reading = IssuerList.parse("x, https://a.example, y");
        // Then
        assertThat(reading.problems()).hasSize(2);
    }

    @Test
    void impoliteIntervalIsRefusedForOtherMachinesOnly() {
        // When
        WatchListReading reading = IssuerList.parse("http://localhost:1, https://a.example", Duration.ofSeconds(1));
        // Then
        assertThat(reading.problems()).singleElement().asString().contains("issuer 2 would be polled more often");
    }

    @Test
    void mergedListHasTheTenantsOfBoth() {
        // Given
        WatchListReading file = WatchListParser.parse("w.yaml", "tenants: {a: {issuer: 'https://a.example'}}");
        WatchListReading issuers = IssuerList.parse("https://b.example");
        // When
        WatchListReading merged = IssuerList.merge(file, issuers);
        // Then
        assertThat(merged.watchList().orElseThrow().tenants().keySet())
                .extracting(TenantId::value)
                .containsExactly("a", "b-example");
    }

    @Test
    void sharedIdIsAProblemOfTheMergedList() {
        // Given
        WatchListReading file = WatchListParser.parse("w.yaml", "tenants: {b-example: {issuer: 'https://a.example'}}");
        WatchListReading issuers = IssuerList.parse("https://b.example");
        // When
        WatchListReading merged = IssuerList.merge(file, issuers);
        // Then
        assertThat(merged.problems()).singleElement().asString().contains("gets the id b-example");
    }

    @Test
    void mergedListHasTheProblemsOfBoth() {
        // Given
        WatchListReading file = WatchListParser.parse("w.yaml", "tenants: {a: {}}");
        WatchListReading issuers = IssuerList.parse("b");
        // When
        WatchListReading merged = IssuerList.merge(file, issuers);
        // Then
        assertThat(merged.problems()).extracting(WatchListProblem::file).containsExactly("w.yaml", "KEYVIGIL_ISSUERS");
    }
}
