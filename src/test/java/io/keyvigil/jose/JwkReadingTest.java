package io.keyvigil.jose;

import static io.keyvigil.jose.Keys.RFC_7515_EC;
import static io.keyvigil.jose.Keys.RFC_7517_EC;
import static io.keyvigil.jose.Keys.RFC_7520_EC;
import static io.keyvigil.jose.Keys.RFC_7520_RSA;
import static io.keyvigil.jose.Keys.RFC_7638_MODULUS;
import static io.keyvigil.jose.Keys.RFC_7638_THUMBPRINT;
import static io.keyvigil.jose.Keys.RFC_8037_ED25519;
import static io.keyvigil.jose.Keys.json;
import static io.keyvigil.jose.Keys.key;
import static io.keyvigil.jose.Keys.rsa;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkReadingTest {
    private static final String GENERATOR_X = "eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g";
    private static final String GENERATOR_Y = "SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg";

    @Test
    void keyOfRfc7638HasItsThumbprint() {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB"));

        // Then
        assertThat(key.thumbprint()).contains(new JwkThumbprint(RFC_7638_THUMBPRINT));
        assertThat(key.material().orElseThrow().bits()).isEqualTo(2_048);
    }

    @Test
    void keyOfRfc8037HasItsThumbprint() {
        // When
        Jwk key = key(RFC_8037_ED25519);

        // Then
        assertThat(key.thumbprint()).contains(new JwkThumbprint("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
        assertThat(key.usableForSigning()).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void keysOfTheRfcsAreUsable(String json) {
        // When
        Jwk key = key(json);

        // Then
        assertThat(key.unusable()).isEmpty();
        assertThat(key.oddities()).isEmpty();
        assertThat(key.material()).isPresent();
    }

    @Test
    void p521KeyOfRfc7520HasItsThumbprint() {
        // When
        Jwk key = key(RFC_7520_EC);

        // Then
        assertThat(key.thumbprint()).contains(new JwkThumbprint("dHri3SADZkrush5HU_50AoRhcKFryN-PI6jPBtPL55M"));
        assertThat(key.material().map(PublicMaterial::bits)).contains(521);
    }

    static List<String> keysOfTheRfcsAreUsable() {
        return List.of(RFC_7515_EC, RFC_7517_EC, RFC_7520_EC, RFC_7520_RSA, RFC_8037_ED25519);
    }

    @Test
    void secp256k1IsWatched() {
        // When
        Jwk key = key(ec("secp256k1", GENERATOR_X, GENERATOR_Y));

        // Then
        assertThat(key.unusable()).isEmpty();
        assertThat(key.material().flatMap(PublicMaterial::toPublicKey)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AAEAAQ, LEADING_ZERO", // four octets, the first of them zero
        "AQAB==, PADDED",
        "'AQAB\\r\\n', WHITE_SPACE",
        "' AQ AB', WHITE_SPACE"
    })
    void sinsInTheExponentAreForgivenAndReported(String exponent, KeyOddity oddity) {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, exponent));

        // Then
        assertThat(key.thumbprint()).contains(new JwkThumbprint(RFC_7638_THUMBPRINT));
        assertThat(key.oddities()).containsExactly(oddity);
        assertThat(key.usableForSigning()).isTrue();
    }

    @Test
    void everySinInTheModulusAtOnce() {
        // Given
        byte[] octets = new byte[257];
        System.arraycopy(Base64.getUrlDecoder().decode(RFC_7638_MODULUS), 0, octets, 1, 256);
        String modulus = Base64.getEncoder().encodeToString(octets);

        // When
        Jwk key = key(rsa(modulus, "AQAB"));

        // Then
        assertThat(key.thumbprint()).contains(new JwkThumbprint(RFC_7638_THUMBPRINT));
        assertThat(key.oddities())
                .containsExactly(KeyOddity.LEADING_ZERO, KeyOddity.PADDED, KeyOddity.STANDARD_ALPHABET);
    }

    @Test
    void exponent35IsAKeyLikeAnyOther() {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "Iw"));

        // Then
        assertThat(key.usableForSigning()).isTrue();
        assertThat(key.oddities()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "8193, AQAB, MODULUS_TOO_LARGE",
        "16384, AQAB, MODULUS_TOO_LARGE",
        "2000000, AQAB, MODULUS_TOO_LARGE",
        "2048, AQAAAAAAAAAA, EXPONENT_TOO_LARGE", // 2^64
        "2048, AQAAAAE, EXPONENT_TOO_LARGE",
        "2048, AQ, EXPONENT_INVALID",
        "2048, AA, EXPONENT_INVALID",
        "2048, BA, EXPONENT_INVALID",
        "511, AQAB, MODULUS_TOO_SMALL",
    })
    @Timeout(2)
    void rsaNumbersOutOfBoundsAreIdentifiedButNotComputedWith(int bits, String exponent, UnusableReason reason) {
        // When
        Jwk key = key(rsa(modulus(bits), exponent));

        // Then
        assertThat(key.unusable()).contains(reason);
        assertThat(key.material()).isEmpty();
        assertThat(key.thumbprint()).isPresent();
        assertThat(key.usableForSigning()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"512, true", "2047, true", "2048, false", "8192, false"})
    void rsaSizesWithinTheBounds(int bits, boolean weak) {
        // When
        Jwk key = key(rsa(modulus(bits), "_____w"));

        // Then
        assertThat(key.unusable()).isEmpty();
        assertThat(key.oddities().contains(KeyOddity.WEAK)).isEqualTo(weak);
    }

    @Test
    void evenModulusIsUnusable() {
        // Given
        String modulus = base64Url(BigInteger.ONE.shiftLeft(2_047));

        // When
        Jwk key = key(rsa(modulus, "AQAB"));

        // Then
        assertThat(key.unusable()).contains(UnusableReason.MODULUS_EVEN);
        assertThat(key.thumbprint()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|KEY_TYPE_MISSING",
                "{'kty':7}|KEY_TYPE_MISSING",
                "{'kty':'rsa'}|KEY_TYPE_UNKNOWN",
                "{'kty':'AKP','alg':'ML-DSA-44','pub':'AA'}|KEY_TYPE_UNKNOWN",
                "{'kty':'RSA','e':'AQAB'}|MEMBER_MISSING",
                "{'kty':'RSA','n':'AQAB','e':65537}|MEMBER_MISSING",
                "{'kty':'RSA','n':'','e':'AQAB'}|MEMBER_MISSING",
                "{'kty':'RSA','n':'A*AB','e':'AQAB'}|NOT_BASE64",
                "{'kty':'RSA','n':'AQABA','e':'AQAB'}|NOT_BASE64",
                "{'kty':'RSA','n':'AQ=AB','e':'AQAB'}|NOT_BASE64",
                "{'kty':'EC','x':'AA','y':'AA'}|MEMBER_MISSING",
                "{'kty':'EC','crv':'P-192','x':'AA','y':'AA'}|CURVE_UNKNOWN",
                "{'kty':'EC','crv':'P-256','x':'AA'}|MEMBER_MISSING",
                "{'kty':'OKP','crv':'Ed25519'}|MEMBER_MISSING",
                "{'kty':'OKP','crv':'P-256','x':'AA'}|CURVE_UNKNOWN",
                "{'kty':'oct','alg':'HS256'}|SYMMETRIC",
                "7|NOT_AN_OBJECT",
                "null|NOT_AN_OBJECT",
                "[[]]|NOT_AN_OBJECT",
            })
    void whatIsNoPublicKeyIsKeptWithTheReason(String json, UnusableReason reason) {
        // When
        Jwk key = key(json(json));

        // Then
        assertThat(key.unusable()).contains(reason);
        assertThat(key.thumbprint()).isEmpty();
        assertThat(key.material()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P-256, 33, COORDINATE_LENGTH",
        "P-256, 32, POINT_NOT_ON_CURVE",
        "P-384, 48, POINT_NOT_ON_CURVE",
        "P-521, 66, POINT_NOT_ON_CURVE",
        "secp256k1, 32, POINT_NOT_ON_CURVE",
        "P-256, 1, POINT_NOT_ON_CURVE",
        "P-521, 700000, COORDINATE_LENGTH"
    })
    @Timeout(2)
    void coordinatesThatAreNoPointAreIdentifiedButNotComputedWith(String curve, int octets, UnusableReason reason) {
        // Given
        byte[] coordinate = new byte[octets];
        Arrays.fill(coordinate, (byte) 1);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(coordinate);

        // When
        Jwk key = key(ec(curve, text, text));

        // Then
        assertThat(key.unusable()).contains(reason);
        assertThat(key.thumbprint()).isPresent();
        assertThat(key.material()).isEmpty();
    }

    @Test
    void coordinateThatIsOnlyCongruentToAPointIsNone() {
        // Given: p + 1 is congruent to 1, and (1, sqrt 8) is a point of secp256k1
        BigInteger prime = CurveEquation.of(EcCurve.SECP256K1).prime();
        BigInteger y = BigInteger.valueOf(8).modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);

        // When
        Jwk honest = key(ec("secp256k1", base64Url(BigInteger.ONE), base64Url(y)));
        Jwk reduced = key(ec("secp256k1", base64Url(prime.add(BigInteger.ONE)), base64Url(y)));

        // Then
        assertThat(honest.unusable()).isEmpty();
        assertThat(honest.oddities()).containsExactly(KeyOddity.SHORT_COORDINATE);
        assertThat(reduced.unusable()).contains(UnusableReason.POINT_NOT_ON_CURVE);
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, 32, true", "Ed448, 57, true", "X25519, 32, false", "X448, 56, false"})
    void octetKeyPairsOfTheRightLength(String curve, int octets, boolean signs) {
        // When
        Jwk key = key(okp(curve, octets));

        // Then
        assertThat(key.unusable()).isEmpty();
        assertThat(key.usableForSigning()).isEqualTo(signs);
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, 31", "Ed25519, 33", "Ed448, 56", "X448, 57"})
    void octetKeyPairsOfTheWrongLength(String curve, int octets) {
        // When
        Jwk key = key(okp(curve, octets));

        // Then
        assertThat(key.unusable()).contains(UnusableReason.COORDINATE_LENGTH);
        assertThat(key.material()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "true", "{}", "['a']"})
    void kidThatIsNoStringIsNotKept(String kid) {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB", "'kid':" + kid));

        // Then
        assertThat(key.unusable()).contains(UnusableReason.KID_NOT_A_STRING);
        assertThat(key.kid()).isEmpty();
        assertThat(key.material()).isPresent();
    }

    @Test
    void kidOfAMegabyteIsCut() {
        // Given
        String kid = "k".repeat(1 << 20);

        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB", "'kid':'" + kid + "'"));

        // Then
        assertThat(key.unusable()).contains(UnusableReason.KID_TOO_LONG);
        assertThat(key.kid().orElseThrow()).hasSize(73).matches("k{64}…[0-9a-f]{8}");
    }

    @Test
    void longestKidIsKeptWithItsControlCharacters() {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB", "'kid':'\\u0000\\n" + "k".repeat(1_022) + "'"));

        // Then
        assertThat(key.unusable()).isEmpty();
        assertThat(key.kid()).contains("\u0000\n" + "k".repeat(1_022));
    }

    @Test
    void textThatDescribesTheKeyIsCut() {
        // Given
        String text = "'" + "a".repeat(257) + "'";

        // When
        Jwk key = key(json("{'kty':" + text + ",'alg':" + text + ",'use':" + text + ",'issuer':" + text + "}"));

        // Then
        String cut = CutText.cut("a".repeat(257), 256);
        assertThat(cut).hasSize(73);
        assertThat(key.kty()).isEqualTo(cut);
        assertThat(List.of(key.alg(), key.use(), key.issuer())).containsOnly(Optional.of(cut));
    }

    @Test
    void membersOfAnotherTypeCountAsAbsent() {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB", "'alg':7,'use':[],'issuer':{},'key_ops':'verify','exp':'soon'"));

        // Then
        assertThat(key.usableForSigning()).isTrue();
        assertThat(List.of(key.alg(), key.use(), key.issuer())).containsOnly(Optional.empty());
        assertThat(key.keyOps()).isEmpty();
        assertThat(key.validity()).isSameAs(KeyValidity.UNSTATED);
    }

    @Test
    void keyOperationsAreBounded() {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB", "'key_ops':[7" + ",'verify'".repeat(20) + "]"));

        // Then
        assertThat(key.keyOps()).hasSize(16).containsOnly("verify");
    }

    @Test
    void privateMembersAreNamedAndNotKept() {
        // When: RFC 7517 appendix A.2, an empty oth besides
        JwkSetReading.Readable reading = Keys.readable(Keys.set(
                RFC_7517_EC.replace("}", json(",'d':'870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE','oth':[]}"))));

        // Then
        Jwk key = reading.set().keys().get(0);
        assertThat(key.privateMembers()).containsExactly("d");
        assertThat(key.oddities()).containsExactly(KeyOddity.PRIVATE_MEMBERS);
        assertThat(key.digests()).isEqualTo(key(RFC_7517_EC).digests());
        assertThat(reading.publicJson()).containsExactly(RFC_7517_EC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
    void everyPrivateMemberIsNamedAndNotKept(String name) {
        // When
        JwkSetReading.Readable reading =
                Keys.readable(Keys.set(Keys.RFC_7520_RSA.replace("}", json(",'" + name + "':['topsecret']}"))));

        // Then
        assertThat(reading.set().keys().get(0).privateMembers()).containsExactly(name);
        assertThat(reading.publicJson()).containsExactly(Keys.RFC_7520_RSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null", "[]", "{}"})
    void privateMemberWithoutContentIsNoneButNotKeptEither(String value) {
        // When
        JwkSetReading.Readable reading =
                Keys.readable(Keys.set(Keys.RFC_7520_RSA.replace("}", json(",'d':" + value + "}"))));

        // Then
        assertThat(reading.set().keys().get(0).oddities()).isEmpty();
        assertThat(reading.publicJson()).containsExactly(Keys.RFC_7520_RSA);
    }

    @Test
    void symmetricKeyIsNotKept() {
        // When
        JwkSetReading.Readable reading =
                Keys.readable(Keys.set(json("{'kty':'oct','kid':'a','k':'c2VjcmV0','alg':'HS256'}")));

        // Then
        assertThat(reading.set().keys().get(0).privateMembers()).containsExactly("k");
        assertThat(reading.publicJson()).containsExactly(json("{'kty':'oct','kid':'a','alg':'HS256'}"));
        assertThat(reading.toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void lastOfTwoMembersCounts() {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB", "'kid':'a','kid':'b'"));

        // Then
        assertThat(key.kid()).contains("b");
        assertThat(key.oddities()).containsExactly(KeyOddity.DUPLICATE_MEMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "1893456000, 2030-01-01T00:00:00Z",
        "'''1893456000''', 2030-01-01T00:00:00Z",
        "253402300799, 9999-12-31T23:59:59Z",
        "253402300800,",
        "1893456000000,",
        "-1,",
        "0,",
        "1.5e9,",
        "'''2030-01-01''',"
    })
    void endOfTheKeyInSeconds(String exp, Instant expected) {
        // When
        Jwk key = key(rsa(RFC_7638_MODULUS, "AQAB", "'exp':" + exp));

        // Then
        assertThat(key.validity().notAfter()).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void modulusOfSixteenThousandBitsCostsNothing() {
        // Given
        String huge = rsa(modulus(16_384), "AQAB");
        String[] keys = new String[200];
        Arrays.fill(keys, huge);

        // When
        long start = System.nanoTime();
        JwkSetReading reading = Keys.set(keys);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        // Then
        assertThat(Keys.keys(reading)).hasSize(200);
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    private static String ec(String curve, String x, String y) {
        return json("{'kty':'EC','crv':'" + curve + "','x':'" + x + "','y':'" + y + "'}");
    }

    private static String okp(String curve, int octets) {
        String x = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[octets]);
        return json("{'kty':'OKP','crv':'" + curve + "','x':'" + x + "'}");
    }

    /** An odd number of that many bits. */
    private static String modulus(int bits) {
        return base64Url(BigInteger.ONE.shiftLeft(bits - 1).setBit(0));
    }

    private static String base64Url(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] octets = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
