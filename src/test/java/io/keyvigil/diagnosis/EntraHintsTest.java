package io.keyvigil.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.profile.Profiles;
import io.keyvigil.testing.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraHintsTest {

    private static final TokenDiagnoser DIAGNOSER = new TokenDiagnoser(
            new FakeTenants(Tenants.watchList(Tenants.of("other")), Instant.EPOCH),
            new Forecasts(Optional::empty, Profiles.shipped(), ObservedCaches.NONE, new ServedFreshness()),
            TrueTime.UNKNOWN,
            FindingTexts.load(),
            Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC),
            SubjectPseudonym.random());

    @ParameterizedTest
    @CsvSource({
        "hex, 5ba93c9db0cff93f52b521d7420e43f6eda2784f",
        "base64 of the hex text, NWJhOTNjOWRiMGNmZjkzZjUyYjUyMWQ3NDIwZTQzZjZlZGEyNzg0Zg",
        "standard base64, W6k8nbDP+T9StSHXQg5D9u2ieE8="
    })
    void thumbprintInAnotherSpellingIsSaidToBe(String spelling, String x5t) {
        // Given
        String header = "{\"alg\":\"RS256\",\"x5t\":\"" + x5t + "\"}";

        // When
        List<?> hints = hints(header, "{\"iss\":\"https://unknown.example\"}");

        // Then
        assertThat(hints).hasSize(1).first().asString().startsWith("x5t is " + spelling + ";");
    }

    @Test
    void thumbprintAsItShouldBeIsNoHint() {
        // Given
        String header = "{\"alg\":\"RS256\",\"x5t\":\"W6k8nbDP-T9StSHXQg5D9u2ieE8\"}";

        // When
        Optional<Object> hints = evidence(header, "{\"iss\":\"https://unknown.example\"}");

        // Then
        assertThat(hints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client assertion | {\"iss\":\"client-1\",\"sub\":\"client-1\"}",
                "key set a policy | {\"iss\":\"https://contoso.b2clogin.com/11111111-0000-0000-0000-000000000000/v2.0/\"}",
                "?appid= | {\"iss\":\"https://login.microsoftonline.com/11111111-0000-0000-0000-000000000000/v2.0\"}"
            })
    void kindOfTokenIsExplained(String expected, String claims) {
        // When
        List<?> hints = hints("{\"alg\":\"RS256\"}", claims);

        // Then
        assertThat(hints).hasSize(1).first().asString().contains(expected);
    }

    private static List<?> hints(String header, String claims) {
        return (List<?>) evidence(header, claims).orElseThrow();
    }

    private static Optional<Object> evidence(String header, String claims) {
        String token = encoded(header) + "." + encoded(claims) + "." + encoded("signature");
        Finding issuer = DIAGNOSER.diagnose(DiagnosisRequest.ofToken(token)).findings().stream()
                .filter(finding -> finding.check() == Check.ISSUER)
                .findFirst()
                .orElseThrow();
        return Optional.ofNullable(issuer.evidence().get("hints"));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
