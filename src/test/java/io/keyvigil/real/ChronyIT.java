package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service with a shifted clock, against real time servers: three that are right and one that is 25 s ahead. */
class ChronyIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final SigningKey KEY = SigningKeys.ec("first");

    @TempDir
    private Path directory;

    private final FakeProvider provider = FakeProvider.start().publish(KEY);
    private List<ChronyServer> servers;
    private Path watchList;

    @BeforeAll
    static void requirePrograms() {
        assumeTrue(ChronyServer.isInstalled(), "chronyd is not installed (Debian: chrony)");
        assumeTrue(FakeTime.isInstalled(), "libfaketime is not installed (Debian: faketime)");
    }

    @BeforeEach
    void startServers() throws Exception {
        servers = List.of(
                ChronyServer.start(directory, Duration.ZERO),
                ChronyServer.start(directory, Duration.ZERO),
                ChronyServer.start(directory, Duration.ZERO),
                ChronyServer.start(directory, Duration.ofSeconds(25)));
        watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                """
                tenants:
                  own: {issuer: %s, poll-every: 1s, leeway: 0s}
                clock:
                  servers: [%s]
                  every: 1s
                """
                        .formatted(
                                provider.issuer(),
                                String.join(
                                        ", ",
                                        servers.stream().map(ChronyServer::name).toList())));
    }

    @AfterEach
    void end() {
        servers.forEach(ChronyServer::close);
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PT7M,   drifting, expired,       clock-skewed-here",
        "PT-3S,  drifting, not-yet-valid, clock-skewed-here",
        "PT0.4S, in-step,  ,              "
    })
    void shiftedClockIsMeasuredAndBlamedForTheTokensThatFailByIt(
            Duration shift, String verdict, String failure, String cause) throws Exception {
        // Given
        try (KeyvigilProcess keyvigil = serve(FakeTime.shifted(shift))) {

            // When
            JsonNode clock = awaitReason(keyvigil, "servers-agree");

            // Then
            assertThat(clock.path("verdict").textValue()).isEqualTo(verdict);
            assertThat(clock.path("basis").textValue()).isEqualTo("ntp");
            assertThat(duration(clock, "errorBound")).isBetween(Duration.ofMillis(1), Duration.ofMillis(500));
            assertThat(duration(clock, "offset").minus(shift).abs()).isLessThanOrEqualTo(duration(clock, "errorBound"));
            assertThat(clock.path("servers").findValuesAsText("state"))
                    .containsExactly("agrees", "agrees", "agrees", "falseticker");
            assertMetrics(keyvigil, shift);
            JsonNode diagnosis = diagnoseGoodToken(keyvigil);
            assertThat(diagnosis.path("cause").textValue())
                    .as(diagnosis.toString())
                    .isEqualTo(cause);
            if (failure != null) {
                assertThat(diagnosis.findValuesAsText("code")).contains(failure);
            }
        }
    }

    @Test
    void clockThatIsSetUnderTheServiceIsNoticedAndCountsAsNothingElse() throws Exception {
        // Given
        Path shift = Files.writeString(directory.resolve("shift"), FakeTime.specification(Duration.ZERO));
        try (KeyvigilProcess keyvigil = serve(FakeTime.following(shift))) {
            awaitReason(keyvigil, "servers-agree");

            // When
            Files.writeString(shift, FakeTime.specification(Duration.ofMinutes(-7)));

            // Then
            await().atMost(LONGEST)
                    .until(() -> keyvigil.clock().path("verdict").textValue().equals("drifting"));
            JsonNode clock = keyvigil.clock();
            assertThat(duration(clock, "offset").plusMinutes(7).abs())
                    .isLessThanOrEqualTo(duration(clock, "errorBound"));
            assertThat(duration(clock.path("lastStep"), "by").plusMinutes(7).abs())
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(keyvigil.events("own")).isEmpty();
            assertThat(keyvigil.log()).contains("event=clock-stepped");
        }
    }

    @Test
    void serversThatGoAwayLeaveTheProvidersAsEvidence() throws Exception {
        // Given
        try (KeyvigilProcess keyvigil = serve(FakeTime.shifted(Duration.ofMinutes(7)))) {
            awaitReason(keyvigil, "servers-agree");

            // When
            servers.forEach(ChronyServer::close);
            JsonNode clock = awaitReason(keyvigil, "no-quorum");

            // Then
            assertThat(clock.path("basis").textValue()).isEqualTo("date-header");
            assertThat(clock.path("verdict").textValue()).isEqualTo("drifting");
            assertThat(duration(clock, "offset").minusMinutes(7).abs())
                    .isLessThanOrEqualTo(duration(clock, "errorBound"));
            assertThat(keyvigil.metric("keyvigil_clock_known")).isZero();
            assertThat(keyvigil.metrics()).doesNotContain("\nkeyvigil_clock_offset_seconds ");
        }
    }

    private KeyvigilProcess serve(Map<String, String> time) {
        Program program = Program.in(directory.resolve("data")).watching(watchList);
        for (Map.Entry<String, String> variable : time.entrySet()) {
            program = program.with(variable.getKey(), variable.getValue());
        }
        return program.serve();
    }

    private static JsonNode awaitReason(KeyvigilProcess keyvigil, String reason) {
        return await().atMost(LONGEST)
                .until(
                        keyvigil::clock,
                        clock -> clock.path("reason").textValue().equals(reason)
                                && !clock.path("servers")
                                        .findValuesAsText("state")
                                        .contains("undecided"));
    }

    private void assertMetrics(KeyvigilProcess keyvigil, Duration shift) {
        assertThat(keyvigil.metric("keyvigil_clock_known")).isEqualTo(1);
        double error = keyvigil.metric("keyvigil_clock_offset_seconds") - shift.toMillis() / 1e3;
        assertThat(Math.abs(error)).isLessThan(0.5);
        for (ChronyServer server : servers) {
            String label = "{server=\"" + server.name() + "\"}";
            double expected = shift.toMillis() / 1e3 - (server == servers.get(3) ? 25 : 0);
            assertThat(keyvigil.metric("keyvigil_ntp_server_up" + label)).isEqualTo(1);
            assertThat(Math.abs(keyvigil.metric("keyvigil_ntp_server_offset_seconds" + label) - expected))
                    .isLessThan(0.5);
        }
    }

    /** The first diagnosis of a process takes its time, and three seconds pass quickly. */
    private JsonNode diagnoseGoodToken(KeyvigilProcess keyvigil) throws Exception {
        keyvigil.diagnose(goodToken(), "");
        return keyvigil.diagnose(goodToken(), "");
    }

    private String goodToken() throws Exception {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .subject("ada")
                .audience("orders")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.kid()).build(), claims);
        token.sign(new ECDSASigner((ECPrivateKey) KEY.pair().getPrivate()));
        return token.serialize();
    }

    private static Duration duration(JsonNode node, String member) {
        return Duration.parse(node.path(member).textValue());
    }
}
