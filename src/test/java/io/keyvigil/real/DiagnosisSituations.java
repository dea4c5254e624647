package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.diagnosis.Asked;
import io.keyvigil.diagnosis.PastedKeySets;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tokens, messages and keys that strangers paste into a request for a diagnosis. */
interface DiagnosisSituations {

    Duration PATIENCE = Duration.ofSeconds(20);

    /** Of the fastest of {@link #ROUNDS} requests: the machine may be busy. */
    Duration FAST = Duration.ofSeconds(1);

    int ROUNDS = 2;
    Pattern VERDICT = Pattern.compile("\"verdict\" ?: ?\"([a-z]+)\"");
    String STEERING = "a\u009b2J\u202eb\u2028c";
    String ESCAPED = "a<U+009B>2J<U+202E>b<U+2028>c";

    /** Generated once for all programs. */
    Map<String, Asked> PASTED = PastedKeySets.largest();

    AttackedProgram program();

    @Test
    default void oddTokensAreNeverAccepted() throws Exception {
        // Given
        SigningKey key = SigningKeys.ec("first");
        String issuer = program().provider().issuer();
        Map<String, List<String>> verdicts = new LinkedHashMap<>();

        // When
        Vitals.Report report = program().during("odd-tokens", () -> {
            for (Map.Entry<String, String> odd : OddTokens.of(key, issuer).entrySet()) {
                verdicts.put(odd.getKey(), verdicts(odd.getValue(), key));
            }
        });

        // Then
        program().assertGoesOn(report);
        assertThat(verdicts)
                .hasSizeGreaterThan(12)
                .allSatisfy((odd, given) -> assertThat(given).isNotEmpty().containsOnly("rejected"));
        assertThat(verdicts(OddTokens.plain(key, issuer), key)).first().isEqualTo("accepted");
    }

    @Test
    default void messageOfLettersThatAreLongInLowerCaseIsAnsweredFast() throws Exception {
        // Given
        String body = bytes("error=" + "\u0130".repeat(129_000));
        List<Duration> times = new ArrayList<>();

        // When
        Vitals.Report report = program().during("lower-case", () -> {
            for (int round = 0; round < ROUNDS; round++) {
                times.add(timeOf(body, "application/x-www-form-urlencoded"));
            }
        });

        // Then
        program().assertGoesOn(report);
        assertThat(times).anySatisfy(time -> assertThat(time).isLessThan(FAST));
    }

    @Test
    default void manyPastedKeysAreAnsweredFast() throws Exception {
        // Given
        Map<String, List<Duration>> times = new LinkedHashMap<>();

        // When
        Vitals.Report report = program().during("pasted-keys", () -> {
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, Asked> set : PASTED.entrySet()) {
                    times.computeIfAbsent(set.getKey(), name -> new ArrayList<>())
                            .add(timeOf(set.getValue().json(), "application/json"));
                }
            }
        });

        // Then
        program().assertGoesOn(report);
        assertThat(times).allSatisfy((set, took) -> assertThat(took)
                .anySatisfy(time -> assertThat(time).isLessThan(FAST)));
    }

    @Test
    default void charactersThatSteerATerminalAreEscapedInLogAndTextAnswers() throws Exception {
        // Given
        SigningKey steering = SigningKeys.ec("steering").named(STEERING);
        String token = OddTokens.plain(steering, program().provider().issuer());
        List<String> answers = new ArrayList<>();

        // When
        Vitals.Report report = program().during("steering-characters", () -> {
            program().provider().publish(SigningKeys.ec("first"), steering);
            await("logged")
                    .atMost(PATIENCE)
                    .until(() -> program().process().log().contains(ESCAPED));
            answers.add(diagnosed(token, "text/plain", "text/plain").text());
            answers.add(diagnosed(
                            bytes("{\"error\":\"IDX10503: kid: '" + STEERING + "'.\",\"tenant\":\"" + STEERING + "\"}"),
                            "application/json",
                            "text/plain")
                    .text());
        });

        // Then
        program().assertGoesOn(report);
        assertThat(answers.get(0)).contains(ESCAPED);
        assertThat(answers).allSatisfy(DiagnosisSituations::assertNothingSteers);
        assertNothingSteers(bytes(program().process().log()));
    }

    private static void assertNothingSteers(String bytes) {
        assertThat(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .doesNotContain("\u009b", "\u202e", "\u2028");
    }

    private Duration timeOf(String body, String type) throws IOException {
        long asked = System.nanoTime();
        RawAnswer answer = diagnosed(body, type, "application/json");
        Duration time = Duration.ofNanos(System.nanoTime() - asked);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return time;
    }

    /** The verdict on the token and those of its consumers. */
    private List<String> verdicts(String token, SigningKey key) throws IOException {
        String jwks = SigningKeys.jwks(List.of(key));
        String answer = diagnosed(
                        "{\"token\":\"" + token + "\",\"jwks\":" + jwks + "}", "application/json", "application/json")
                .text();
        return VERDICT.matcher(answer).results().map(match -> match.group(1)).toList();
    }

    private RawAnswer diagnosed(String body, String type, String accepted) throws IOException {
        return RawConnection.exchange(
                program().port(),
                "POST /diagnose?verbose=true",
                body,
                PATIENCE,
                "Host: localhost",
                "Content-Type: " + type,
                "Accept: " + accepted);
    }

    /** The bytes of the text in UTF-8, as {@link RawConnection} sends them. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
