package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningSecretTest {

    /** The example of the specification (Standard Webhooks 1.0.0, and its libraries' tests). */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1_614_265_330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(value = {"''", "'\n'", "'\r\n'"})
    void exampleOfTheSpecificationIsSignedAsItSays(String end) throws IOException {
        // Given
        SigningSecret secret = secret(SECRET + end);

        // When
        String signature = secret.signature(ID, TIMESTAMP, BODY).orElseThrow();

        // Then
        assertThat(signature).isEqualTo(SIGNATURE);
    }

    @Test
    void rotatedSecretIsTheNextOnes() throws IOException {
        // Given
        SigningSecret secret = secret("the first secret of all");
        String before = secret.signature(ID, TIMESTAMP, BODY).orElseThrow();
        secret(SECRET);

        // When
        String after = secret.signature(ID, TIMESTAMP, BODY).orElseThrow();

        // Then
        assertThat(after).isEqualTo(SIGNATURE).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "'', a secret of 0 octets can be guessed; make one with openssl rand -base64 32",
        "short, a secret of 5 octets can be guessed; make one with openssl rand -base64 32",
        "whsec_MfKQ9r8G, a secret of 6 octets can be guessed; make one with openssl rand -base64 32",
        "whsec_not base64 at all!, 'what follows whsec_ is not base64; copy it once more, whole'"
    })
    void secretThatIsNoneIsExplainedWithoutBeingTold(String text, String problem) throws IOException {
        // Given
        SigningSecret secret = secret(text);

        // When
        String told = secret.problem().orElseThrow();

        // Then
        assertThat(told).isEqualTo(file() + ": " + problem);
        assertThat(secret.signature(ID, TIMESTAMP, BODY)).isEmpty();
    }

    @Test
    void fileThatIsMissingTooLargeOrNoneIsRefused() throws IOException {
        // When
        String missing =
                new SigningSecret(directory.resolve("nowhere")).problem().orElseThrow();
        String none = new SigningSecret(directory).problem().orElseThrow();
        String large = secret("x".repeat(5_000)).problem().orElseThrow();

        // Then
        assertThat(missing).contains("nowhere", "there is no such file");
        assertThat(none).contains("not a regular file");
        assertThat(large).contains("larger than 4 KiB");
    }

    @Test
    void fileThatEveryUserMayReadIsRefused() throws IOException {
        // Given
        SigningSecret secret = secret(SECRET);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        // When
        String problem = secret.problem().orElseThrow();

        // Then
        assertThat(problem).contains("every user may read it", "chmod o-r");
    }

    private Path file() {
        return directory.resolve("secret");
    }

    private SigningSecret secret(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        return new SigningSecret(file());
    }
}
