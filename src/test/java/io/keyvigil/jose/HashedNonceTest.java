package io.keyvigil.jose;

import static io.keyvigil.jose.Keys.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashedNonceTest {
    private static final String CLAIMS = base64Url("{\"aud\":\"https://graph.microsoft.com\"}");

    /** base64url(SHA-256("abc")), the digest of FIPS 180-2 appendix B.1. */
    private static final String OF_ABC = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'nonce':'abc'} | {'nonce':'#'}",
                "{'typ':'JWT','nonce':'abc','alg':'RS256'} | {'typ':'JWT','nonce':'#','alg':'RS256'}",
                "~ {\t'alg' : 'RS256' ,\r\n  'nonce' :\n'abc' } ~ | ~ {\t'alg' : 'RS256' ,\r\n  'nonce' :\n'#' } ~",
                "{'nonce':'\\u0061b\\u0063','alg':'RS256'} | {'nonce':'#','alg':'RS256'}",
                "{'\\u006eonce':'abc'} | {'\\u006eonce':'#'}",
                "{'kid':'\\\"nonce\\\":\\\"abc\\\"','nonce':'abc'} | {'kid':'\\\"nonce\\\":\\\"abc\\\"','nonce':'#'}",
                "{'x':{'nonce':'abc'},'nonce':'abc','y':['nonce','abc']} | {'x':{'nonce':'abc'},'nonce':'#','y':['nonce','abc']}",
                "{'kid':'nonce','é':'ü😀','nonce':'abc','alg':1.0e1} | {'kid':'nonce','é':'ü😀','nonce':'#','alg':1.0e1}",
                "{'nonce':'xyz','nonce':'abc'} | {'nonce':'xyz','nonce':'#'}"
            })
    void onlyTheValueOfTheNonceChanges(String header, String expected) {
        // Given
        Jwt jwt = jwt(json(header));

        // When
        Optional<Octets> input = SignatureForensics.withHashedNonce(jwt);

        // Then
        String signed = base64Url(json(expected).replace("#", OF_ABC)) + "." + CLAIMS;
        assertThat(input.map(octets -> new String(octets.toArray(), StandardCharsets.UTF_8)))
                .contains(signed);
    }

    @Test
    void longHeaderIsReplacedAtTheRightPlace() {
        // Given: longer than the buffers of JSON readers
        String before = "{\"kid\":\"" + "é\\n".repeat(8_000) + "\",\"nonce\":\"";
        String after = "\",\"x\":\"" + "y".repeat(5_000) + "\"}";

        // When
        Optional<Octets> input = SignatureForensics.withHashedNonce(jwt(before + "abc" + after));

        // Then
        assertThat(input)
                .contains(Octets.of(
                        (base64Url(before + OF_ABC + after) + "." + CLAIMS).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'nonce':1}", "{'nonce':null}", "{'nonce':{'nonce':'abc'}}", "{'x':{'nonce':'abc'}}"})
    void headerWithoutTextualNonceHasNone(String header) {
        // When
        Optional<Octets> input = SignatureForensics.withHashedNonce(jwt(json(header)));

        // Then
        assertThat(input).isEmpty();
    }

    private static Jwt jwt(String header) {
        return ((JwtReading.Readable) JwtParser.parse(base64Url(header) + "." + CLAIMS + ".AAAA")).jwt();
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
