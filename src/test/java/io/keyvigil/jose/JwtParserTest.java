package io.keyvigil.jose;

import static io.keyvigil.jose.Keys.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.JwtReading.Found;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtParserTest {
    private static final String HEADER = "eyJhbGciOiJFUzI1NiJ9";
    private static final String CLAIMS =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private static final String SIGNATURE =
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    @ParameterizedTest
    @MethodSource
    void tokensOfRfc7515AreRead(String token, String algorithm, int signatureOctets) {
        // When
        JwtReading.Readable reading = readable(token);

        // Then
        assertThat(reading.flaws()).isEmpty();
        assertThat(reading.jwt().header().alg()).contains(algorithm);
        assertThat(reading.jwt().claims().flatMap(claims -> claims.text("iss"))).contains("joe");
        assertThat(reading.jwt().signature().map(Octets::length)).contains(signatureOctets);
    }

    static List<Arguments> tokensOfRfc7515AreRead() {
        return List.of(
                Arguments.of(
                        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + CLAIMS
                                + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                        "HS256",
                        32),
                Arguments.of(
                        "eyJhbGciOiJSUzI1NiJ9." + CLAIMS
                                + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
                                + "O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvk"
                                + "SjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv"
                                + "Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
                        "RS256",
                        256),
                Arguments.of(HEADER + "." + CLAIMS + "." + SIGNATURE, "ES256", 64),
                Arguments.of("eyJhbGciOiJub25lIn0." + CLAIMS + ".", "none", 0));
    }

    @Test
    void payloadOfRfc7515A4IsNoClaimsSet() {
        // When
        JwtReading.Readable reading = readable("eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA."
                + "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2Y"
                + "BJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn");

        // Then
        assertThat(reading.flaws()).extracting(Found::flaw).containsExactly(TokenFlaw.NOT_JSON);
        assertThat(reading.jwt().payload().map(Octets::length)).contains(7);
        assertThat(reading.jwt().claims()).isEmpty();
        assertThat(reading.jwt().signature().map(Octets::length)).contains(132);
    }

    @Test
    void signatureOfRfc7515A3VerifiesOverTheSigningInput() throws GeneralSecurityException {
        // Given
        Jwk key = Keys.key(Keys.RFC_7515_EC);
        Jwt jwt = readable(HEADER + "." + CLAIMS + "." + SIGNATURE).jwt();
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(key.material().flatMap(PublicMaterial::toPublicKey).orElseThrow());
        verifier.update(jwt.signingInput().toArray());

        // When
        boolean verified = verifier.verify(jwt.signature().orElseThrow().toArray());

        // Then
        assertThat(verified).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "' ', EMPTY",
        "0.AAAA, OPAQUE",
        "opaque, OPAQUE",
        "a.b.c.d.e.f, OPAQUE",
        "eyJhbGciOiJSUzI1NiJ9, TRUNCATED",
        "eyJhbGciOiJSUzI1NiJ9.e30, TRUNCATED",
        "eyJhbGciOiJkaXIifQ.a.b.c, TRUNCATED",
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c, ENCRYPTED",
        "eyJhbGciOiJkaXIifQ..a.b.c, OPAQUE",
        "e!J9.e30., NOT_BASE64URL",
        "bm90IGpzb24.e30., NOT_JSON",
        "W10.e30., NOT_JSON",
        "_w.e30., NOT_JSON",
        "eyJhbGci.e30., TRUNCATED",
        "'.e30.', NOT_JSON"
    })
    void whatHasNoReadableHeaderIsNamed(String token, TokenFlaw flaw) {
        // When
        JwtReading reading = JwtParser.parse(token);

        // Then
        assertThat(flaw(reading)).isEqualTo(flaw);
    }

    @Test
    void longTokenIsNotLookedAt() {
        // When
        JwtReading longest = JwtParser.parse("a".repeat(65_536));
        JwtReading tooLong = JwtParser.parse("a".repeat(65_537));

        // Then
        assertThat(flaw(longest)).isEqualTo(TokenFlaw.OPAQUE);
        assertThat(flaw(tooLong)).isEqualTo(TokenFlaw.TOO_LARGE);
    }

    @Test
    void foreignCharacterIsNamedWithSegmentAndPosition() {
        // When
        JwtReading.Readable reading = readable(HEADER + ".e3%0." + SIGNATURE);

        // Then
        assertThat(reading.flaws())
                .containsExactly(new Found(TokenFlaw.NOT_BASE64URL, "the payload has U+0025 at character 3"));
        assertThat(reading.jwt().payload()).isEmpty();
        assertThat(reading.jwt().signature().map(Octets::length)).contains(64);
    }

    @Test
    void severalFlawsAreReportedAtOnce() {
        // Given
        String header = Base64.getEncoder()
                .encodeToString(
                        json("{'alg':'RS256','crit':['b64'],'alg':'none'}").getBytes(StandardCharsets.UTF_8));

        // When
        JwtReading.Readable reading = readable(header + "." + CLAIMS.substring(0, 40) + ".++8");

        // Then
        assertThat(header).endsWith("=");
        assertThat(reading.flaws())
                .containsExactly(
                        new Found(
                                TokenFlaw.NOT_BASE64URL,
                                "the header has padding (=) at character " + (header.indexOf('=') + 1)),
                        new Found(TokenFlaw.DUPLICATE_MEMBER, "the header repeats alg"),
                        new Found(TokenFlaw.UNSUPPORTED_CRITICAL_HEADER, "crit names b64"),
                        new Found(TokenFlaw.TRUNCATED, "the payload: the JSON text ends early (line 2, column 16)"),
                        new Found(
                                TokenFlaw.NOT_BASE64URL,
                                "the signature has the standard base64 alphabet (+ or /) at character 1"));
        assertThat(reading.jwt().header().alg()).contains("none");
    }

    @Test
    void repeatedMemberIsFoundAtAnyDepth() {
        // When
        JwtReading.Readable reading = readable(HEADER + "." + encoded("{'a':[{'act':{'sub':1,'sub':2}}]}") + ".");

        // Then
        assertThat(reading.flaws()).containsExactly(new Found(TokenFlaw.DUPLICATE_MEMBER, "the payload repeats sub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'b64'", "null", "[7]"})
    void criticalHeaderThatNamesNothingIsAFlaw(String crit) {
        // When
        JwtReading.Readable reading = readable(encoded("{'alg':'RS256','crit':" + crit + "}") + ".e30.");

        // Then
        assertThat(reading.flaws())
                .containsExactly(new Found(TokenFlaw.UNSUPPORTED_CRITICAL_HEADER, "crit names no extension"));
    }

    @Test
    void textFormShowsNothingOfTheToken() {
        // When
        String text = readable(HEADER + "." + CLAIMS + "." + SIGNATURE).toString();

        // Then
        assertThat(text).isEqualTo("Readable[jwt=JWT with a signing input of 115 octets, flaws=[], byteOrderMarks=[]]");
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json(json).getBytes(StandardCharsets.UTF_8));
    }

    private static JwtReading.Readable readable(String token) {
        return JwtParser.parse(token).fold(read -> read, unreadable -> {
            throw new AssertionError(unreadable.toString());
        });
    }

    private static TokenFlaw flaw(JwtReading reading) {
        return reading.fold(
                read -> {
                    throw new AssertionError(read.toString());
                },
                JwtReading.Unreadable::flaw);
    }
}
