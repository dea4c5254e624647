package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Keys that Keyvigil reads and some libraries refuse. */
class KeyFormTest {

    private static final String ISSUER = "https://issuer.example";

    private final SituationWorld world = SituationWorld.fixed();

    @Test
    void paddedModulusNamesWhoRefusesIt() {
        // Given
        String n = TestToken.encoded(STRANGER.modulus().toByteArray());
        String padded = Base64.getUrlEncoder().encodeToString(TestToken.decoded(n));
        // When
        Diagnosis diagnosis = diagnosed(key(padded));
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(warnings(diagnosis)).contains("padding", "go-jose", "joserfc");
    }

    @Test
    void usualKeyIsNotMentioned() {
        // When
        Diagnosis diagnosis = diagnosed(STRANGER.jwk());
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(warnings(diagnosis)).isEmpty();
    }

    @Test
    void placeholderOfIstiodIsNamed() {
        // Given
        String text =
                "Error-IstiodFailedToFetchJwksUri-https://issuer.example/.well-known/a-long-enough-path/jwks.json";
        String n = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        // When
        Diagnosis diagnosis = diagnosed(key(n).replace(STRANGER.kid(), "abc"));
        // Then
        assertThat(diagnosis.verdict()).isNotEqualTo(Verdict.ACCEPTED);
        assertThat(warnings(diagnosis)).contains("istiod");
    }

    @Test
    void givenKeyWithoutKidIsNamed() {
        // Given
        String keyWithoutKid = STRANGER.jwk().replace("\"kid\":\"" + STRANGER.kid() + "\",", "");
        // When
        Diagnosis diagnosis = diagnosed(keyWithoutKid);
        // Then
        assertThat(keyWithoutKid).doesNotContain(STRANGER.kid());
        assertThat(warnings(diagnosis)).contains("under no kid");
    }

    private Diagnosis diagnosed(String key) {
        return world.diagnoser(TrueTime.UNKNOWN)
                .diagnose(Asked.of(world.token(STRANGER, ISSUER).signed())
                        .with("jwks", "{\"keys\":[" + key + "]}")
                        .request());
    }

    private static String key(String n) {
        return "{\"kty\":\"RSA\",\"kid\":\"" + STRANGER.kid() + "\",\"e\":\"AQAB\",\"n\":\"" + n + "\"}";
    }

    private static String warnings(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.check() == Check.KEY && finding.result() == Result.WARN)
                .map(Finding::explanation)
                .reduce("", String::concat);
    }
}
