package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwsAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchListParserTest {

    private static final TenantId CONTOSO = new TenantId("contoso");

    static String example() throws IOException {
        try (InputStream input = WatchListParserTest.class.getResourceAsStream("example.yaml")) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static WatchList parse(String yaml) {
        WatchListReading reading = WatchListParser.parse("/etc/keyvigil/watchlist.yaml", yaml);
        assertThat(reading.problems()).isEmpty();
        return reading.watchList().orElseThrow();
    }

    @Test
    void tenantWithEveryMember() throws IOException {
        // Given
        String yaml = example();
        // When
        Tenant contoso = parse(yaml).tenants().get(CONTOSO);
        // Then
        assertThat(contoso.source())
                .isEqualTo(new KeySource.Discovery(
                        "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"));
        assertThat(contoso.issuer()).hasValue("https://login.microsoftonline.com/{tenantid}/v2.0");
        assertThat(contoso.acceptIssuers()).containsExactly("https://sts.windows.net/contoso/", "accounts.example.com");
        assertThat(contoso.audiences()).containsExactly("api://orders", "4711");
        assertThat(contoso.algorithms()).containsExactlyInAnyOrder(JwsAlgorithm.RS256, JwsAlgorithm.EDDSA);
        assertThat(contoso.leeway()).hasValue(Duration.ofSeconds(60));
        assertThat(contoso.pollEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(contoso.tokenLifetime()).isEqualTo(Duration.ofMinutes(90));
        assertThat(contoso.headers())
                .containsEntry("X-Tenant", HeaderValue.of("contoso"))
                .containsEntry("X-Number", HeaderValue.of("12"));
        assertThat(contoso.tlsCa()).hasValue(Path.of("/etc/ca.pem"));
        assertThat(contoso.canary())
                .hasValue(new Canary(
                        "probe",
                        new Canary.Credential(Canary.Method.CLIENT_SECRET, Path.of("/etc/keyvigil/secrets/probe")),
                        Optional.of("api://orders/.default"),
                        Duration.ofMinutes(30),
                        Optional.empty()));
        assertThat(contoso.consumers()).containsExactly(new ConsumerId("orders-api"), new ConsumerId("gateway"));
    }

    @Test
    void tenantWithAnIssuerOnlyHasTheDefaults() {
        // Given
        String yaml = "tenants: {a: {issuer: 'https://a.example/'}}";
        // When
        Tenant tenant = parse(yaml).tenants().get(new TenantId("a"));
        // Then
        assertThat(tenant).isEqualTo(Tenant.ofIssuer(new TenantId("a"), "https://a.example/"));
        assertThat(tenant.source())
                .isEqualTo(new KeySource.Discovery("https://a.example/.well-known/openid-configuration"));
        assertThat(tenant.algorithms()).isEqualTo(JwsAlgorithm.asymmetric());
    }

    @Test
    void keysWithoutDiscovery() throws IOException {
        // Given
        String yaml = example();
        // When
        WatchList list = parse(yaml);
        // Then
        assertThat(list.tenants().get(new TenantId("keys-only")).source())
                .isEqualTo(new KeySource.JwksUri("http://127.0.0.1:8081/jwks"));
        assertThat(list.tenants().get(new TenantId("partner")).source())
                .isEqualTo(new KeySource.JwksFile(Path.of("/etc/keyvigil/keys/partner.json")));
    }

    @Test
    void consumersWithAliasOverrideAndObservedCache() throws IOException {
        // Given
        String yaml = example();
        // When
        WatchList list = parse(yaml);
        // Then
        Consumer gateway = list.consumers().get(new ConsumerId("gateway"));
        Consumer legacy = list.consumers().get(new ConsumerId("legacy"));
        Consumer billing = list.consumers().get(new ConsumerId("billing"));
        assertThat(list.consumers().get(new ConsumerId("orders-api")).profile()).hasValue("spring-nimbus-jwtdecoder");
        assertThat(gateway.overrides())
                .containsEntry("cache-duration", "PT5M")
                .containsEntry("refetch-on-unknown-kid", "true")
                .hasSize(2);
        assertThat(legacy.profile()).isEmpty();
        assertThat(legacy.cachedKeys().orElseThrow().uri()).hasValue("http://127.0.0.1:8081/internal/jwks");
        assertThat(legacy.cachedKeys().orElseThrow().every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(billing.issuer()).hasValue("https://login.fabrikam.example/");
        assertThat(billing.leeway()).hasValue(Duration.ZERO);
        assertThat(billing.algorithms()).containsExactly(JwsAlgorithm.RS256);
    }

    @Test
    void clockWithServers() throws IOException {
        // Given
        String yaml = example();
        // When
        TimeServers clock = parse(yaml).clock();
        // Then
        assertThat(clock.servers()).containsExactly("time1.example", "time2.example:1123", "[2001:db8::1]:123");
        assertThat(clock.every()).isEqualTo(Duration.ofSeconds(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "---\n", "{}", "tenants:\nconsumers:\nclock:\n", "\uFEFF{}"})
    void nothingIsAnEmptyList(String yaml) {
        // When
        WatchList list = parse(yaml);
        // Then
        assertThat(list).isEqualTo(WatchList.EMPTY);
    }

    @Test
    void aliasesStandForWhatTheyName() {
        // Given
        String yaml = "tenants:\n  a: {issuer: 'https://a.example', audiences: &shared [x, y]}\n"
                + "  b: {issuer: 'https://b.example', audiences: *shared}\n";
        // When
        WatchList list = parse(yaml);
        // Then
        assertThat(list.tenants().get(new TenantId("b")).audiences()).containsExactly("x", "y");
    }

    @Test
    void everyProblemOfAListAtOnce() {
        // Given
        String yaml = String.join(
                "\n",
                "tenants:",
                "  Contoso:",
                "    issuer: login.example",
                "    poll-evry: 5m",
                "  b:",
                "    issuer: https://b.example",
                "    leeway: -1s",
                "    algorithms: [HS256, RS257]",
                "    consumers: [gatway]",
                "consumers:",
                "  gateway: {profile: envoi}",
                "clock: {every: 1s, servers: [time.example]}");
        // When
        WatchListReading reading = WatchListParser.parse("w.yaml", yaml);
        // Then
        assertThat(reading.watchList()).isEmpty();
        assertThat(reading.problems().stream().map(problem -> problem.line().orElse(0)))
                .containsExactly(2, 3, 4, 7, 8, 8, 9, 11, 12);
    }

    @Test
    void bottomlessListIsRefused() {
        // Given
        String yaml = "tenants: " + "[".repeat(100_000);
        // When
        WatchListReading reading = WatchListParser.parse("w.yaml", yaml);
        // Then
        assertThat(reading.problems()).singleElement().asString().contains("too deeply nested");
    }

    @Test
    void tenThousandTenants() {
        // Given
        String yaml = IntStream.range(0, 10_000)
                .mapToObj(number -> "  t" + number + ":\n    issuer: https://idp.example/realms/" + number
                        + "\n    poll-every: 5m\n    audiences: [a, b]\n    consumers: [gateway]\n")
                .collect(Collectors.joining("", "tenants:\n", "consumers:\n  gateway: {profile: envoy}\n"));
        long start = System.nanoTime();
        // When
        WatchList list = parse(yaml);
        // Then
        System.out.println("10,000 tenants in " + Duration.ofNanos(System.nanoTime() - start));
        assertThat(list.tenants()).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenants: {a: {issuer: 'https://a.example', client-secret: hunter2}}",
                "tenants: {a: {issuer: 'https://a.example', token: hunter2}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: x, password: hunter2}}}",
                "tenants: {a: {issuer: 'https://me:hunter2@a.example'}}",
                "tenants: {a: {issuer: 'https://a.example', headers: {Authorization: \"hunter2\\r\\nX: y\"}}}",
                "tenants: {a: {issuer: 'https://a.example', headers: {Authorization: [hunter2]}}}",
                "tenants: {a: {issuer: 'https://a.example', headers: hunter2}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: x, secret: *hunter2}}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: x, secret: !hunter2!x y}}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: x, secret: %hunter2}}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: x, secret: @hunter2}}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: x, secret: hunter2"
            })
    void secretsStandInNoProblem(String yaml) {
        // When
        List<WatchListProblem> problems = WatchListParser.parse("w.yaml", yaml).problems();
        // Then
        assertThat(problems).isNotEmpty();
        assertThat(problems.toString()).doesNotContain("hunter2");
    }
}
