package io.keyvigil.jose;

import static io.keyvigil.jose.Signers.material;
import static io.keyvigil.jose.Signers.octets;
import static io.keyvigil.jose.Signers.rsa;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.SignatureResult.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FlippedBitPropertiesTest {
    private static final Octets INPUT = octets("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UifQ");
    private static final int LAST_BIT_OF_INPUT = 39 * 8 - 1;
    private static final int LAST_BIT_OF_SIGNATURE = 256 * 8 - 1;
    private static final Octets RS512 = Signers.sign(JwsAlgorithm.RS512, rsa(2_048), INPUT);
    private static final Octets PS256 = Signers.sign(JwsAlgorithm.PS256, rsa(2_048), INPUT);
    private static final Octets ES256 = Signers.sign(JwsAlgorithm.ES256, Signers.curve(JwsAlgorithm.ES256), INPUT);

    @Property(tries = 150)
    void flippedBitOfWhatWasSignedIsFoundOutAndTheSignerProven(@ForAll @IntRange(max = LAST_BIT_OF_INPUT) int bit) {
        // Given
        Octets altered = flipped(INPUT, bit);

        // When
        SignatureResult pkcs1 = check(JwsAlgorithm.RS512, altered, RS512);
        SignatureResult pss = check(JwsAlgorithm.PS256, altered, PS256);

        // Then
        Octets digest = Octets.of(HashAlgorithm.SHA_512.of(INPUT));
        assertThat(pkcs1.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(pkcs1.block()).contains(new RsaBlock.Pkcs1(HashAlgorithm.SHA_512, digest));
        assertThat(pss.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(pss.block()).contains(new RsaBlock.Pss(HashAlgorithm.SHA_256, 256 - 2 * 32 - 2, 32));
        assertThat(pss.block().filter(RsaBlock::provesSigner)).isPresent();
    }

    @Property(tries = 150)
    void flippedBitOfTheSignatureMakesNoise(@ForAll @IntRange(max = LAST_BIT_OF_SIGNATURE) int bit) {
        // When
        SignatureResult pkcs1 = check(JwsAlgorithm.RS512, INPUT, flipped(RS512, bit));
        SignatureResult pss = check(JwsAlgorithm.PS256, INPUT, flipped(PS256, bit));

        // Then
        assertThat(pkcs1.verdict()).isIn(Verdict.NOT_VERIFIED, Verdict.OUT_OF_RANGE);
        assertThat(pkcs1.block().filter(RsaBlock::provesSigner)).isEmpty();
        assertThat(pss.verdict()).isIn(Verdict.NOT_VERIFIED, Verdict.OUT_OF_RANGE);
        assertThat(pss.block().filter(RsaBlock::provesSigner)).isEmpty();
    }

    @Property(tries = 60)
    void flippedBitOfWhatWasSignedIsFoundOutOnCurves(@ForAll @IntRange(max = LAST_BIT_OF_INPUT) int bit) {
        // Given
        PublicMaterial key = material(Signers.curve(JwsAlgorithm.ES256));

        // When
        SignatureResult result = SignatureCheck.check(JwsAlgorithm.ES256, key, flipped(INPUT, bit), ES256);

        // Then
        assertThat(result).isEqualTo(SignatureResult.of(Verdict.NOT_VERIFIED));
    }

    private static SignatureResult check(JwsAlgorithm algorithm, Octets input, Octets signature) {
        return SignatureCheck.check(algorithm, material(rsa(2_048)), input, signature);
    }

    private static Octets flipped(Octets octets, int bit) {
        byte[] flipped = octets.toArray();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return Octets.of(flipped);
    }
}
