package io.keyvigil.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any input, and for keys in any spelling. */
class KeyPropertiesTest {

    @Property(tries = 500)
    void anyOctetsAreAnswered(@ForAll byte[] octets) {
        assertThat(JwkSetParser.parse(octets)).isNotNull();
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        assertThat(JwkSetParser.parsePem(text)).isNotNull();
        assertThat(JwkSetParser.parseKey(text)).isNotNull();
        assertThat(JwtParser.parse(text)).isNotNull();
        assertThat(JwtParser.parse(text + ".e30." + text)).isNotNull();
    }

    @Property(tries = 1_000)
    void anyMembersAreAnsweredAndReadBack(@ForAll("jwks") String json) {
        JwkSetReading.Readable published = Keys.readable(Keys.set(json));

        Jwk readBack = JwkSetParser.parseKey(published.publicJson().get(0));

        assertThat(readBack)
                .usingRecursiveComparison()
                .ignoringFields("oddities", "privateMembers")
                .isEqualTo(published.set().keys().get(0));
        assertThat(published.publicJson().get(0)).doesNotContain("\"d\":", "\"k\":");
    }

    @Provide
    Arbitrary<String> jwks() {
        Arbitrary<String> names = Arbitraries.of(
                "kty", "kid", "n", "e", "crv", "x", "y", "d", "k", "x5c", "alg", "use", "exp", "key_ops");
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of("RSA", "EC", "OKP", "oct", "P-256", "P-521", "Ed25519", "AQAB", "sig", "AQAB=="),
                Arbitraries.strings().ofMaxLength(80));
        Arbitrary<String> values = Arbitraries.oneOf(
                texts.map(text -> JsonSpelling.published(new JsonValue.Text(text))),
                texts.map(text -> "[" + JsonSpelling.published(new JsonValue.Text(text)) + ",7]"),
                Arbitraries.of("null", "true", "0", "-1.50e7", "1893456000", "{}", "[]", "{\"a\":{\"a\":1,\"a\":2}}"));
        return Combinators.combine(names, values)
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMaxSize(12)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    @Property(tries = 300)
    void rsaKeyHasOneThumbprintInEverySpelling(
            @ForAll("moduli") BigInteger modulus, @ForAll("spellings") Spelling n, @ForAll("spellings") Spelling e)
            throws JOSEException {
        RSAKey nimbus =
                new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(BigInteger.valueOf(65_537))).build();

        Jwk key = Keys.key(Keys.rsa(n.spell(octets(modulus)), e.spell(new byte[] {1, 0, 1})));

        assertThat(key.thumbprint())
                .contains(new JwkThumbprint(nimbus.computeThumbprint().toString()));
        assertThat(key.material()).contains(new PublicMaterial.Rsa(modulus, BigInteger.valueOf(65_537)));
        assertThat(key.oddities().contains(KeyOddity.LEADING_ZERO)).isEqualTo(n.zeros() + e.zeros() > 0);
    }

    @Property(tries = 60)
    void ecKeyHasOneThumbprintInEverySpelling(
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll("spellings") Spelling x,
            @ForAll("spellings") Spelling y)
            throws GeneralSecurityException, JOSEException {
        Curve curve = Arrays.asList(Curve.P_256, Curve.P_384, Curve.P_521).get(which);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve.getStdName()));
        ECPublicKey generated = (ECPublicKey) generator.generateKeyPair().getPublic();
        Map<String, String> members = Map.of(
                "x", x.spell(octets(generated.getW().getAffineX())),
                "y", y.spell(octets(generated.getW().getAffineY())));

        Jwk key = Keys.key(Keys.json("{'kty':'EC','crv':'" + curve.getName() + "','x':'" + members.get("x") + "','y':'"
                + members.get("y") + "'}"));

        assertThat(key.thumbprint())
                .contains(new JwkThumbprint(new ECKey.Builder(curve, generated)
                        .build()
                        .computeThumbprint()
                        .toString()));
        assertThat(key.material().flatMap(PublicMaterial::toPublicKey)).contains(generated);
    }

    @Provide
    Arbitrary<BigInteger> moduli() {
        return Arbitraries.integers().between(64, 1_024).flatMap(length -> Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(length)
                .map(octets -> new BigInteger(1, octets).setBit(8 * length - 1).setBit(0)));
    }

    @Provide
    Arbitrary<Spelling> spellings() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("", "\\r\\n", " "))
                .as(Spelling::new);
    }

    /** One of the ways in which providers spell an integer. */
    record Spelling(int zeros, boolean standardAlphabet, boolean padded, String whiteSpace) {
        String spell(byte[] octets) {
            byte[] surplus = new byte[zeros + octets.length];
            System.arraycopy(octets, 0, surplus, zeros, octets.length);
            Base64.Encoder encoder = standardAlphabet ? Base64.getEncoder() : Base64.getUrlEncoder();
            String text = (padded ? encoder : encoder.withoutPadding()).encodeToString(surplus);
            return text.substring(0, 2) + whiteSpace + text.substring(2) + whiteSpace;
        }
    }

    private static byte[] octets(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }
}
