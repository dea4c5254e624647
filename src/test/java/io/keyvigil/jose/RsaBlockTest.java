package io.keyvigil.jose;

import static io.keyvigil.jose.Signers.decoded;
import static io.keyvigil.jose.Signers.material;
import static io.keyvigil.jose.Signers.octets;
import static io.keyvigil.jose.Signers.rsa;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.SignatureResult.Verdict;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaBlockTest {
    private static final Octets INPUT = octets("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UifQ");

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void hashReallyUsedIsSeen(HashAlgorithm hash) {
        // Given
        String name = hash.standardName().replace("-", "") + "withRSA";
        Octets signature = Signers.sign(name, rsa(2_048), INPUT);

        // When
        RsaBlock block =
                check(JwsAlgorithm.RS256, octets("altered"), signature).block().orElseThrow();

        // Then
        assertThat(block).isEqualTo(new RsaBlock.Pkcs1(hash, Octets.of(hash.of(INPUT))));
    }

    @Test
    void sha1IsNoAlgorithmOfTokens() {
        // Given
        Octets signature = Signers.sign("SHA1withRSA", rsa(2_048), INPUT);

        // When
        SignatureResult result = check(JwsAlgorithm.RS256, INPUT, signature);

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "pss-of-other-salt-length.csv",
            delimiter = '|',
            quoteCharacter = '~',
            numLinesToSkip = 1)
    void otherLengthOfSaltIsSeenAndNotAccepted(
            String alg, HashAlgorithm hash, int zeros, int salt, String jwk, String input, String signature) {
        // Given
        JwsAlgorithm algorithm = JwsAlgorithm.named(alg).orElseThrow();
        PublicMaterial key = Keys.key(jwk).material().orElseThrow();

        // When
        SignatureResult result = SignatureCheck.check(algorithm, key, octets(input), decoded(signature));

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(result.block()).contains(new RsaBlock.Pss(hash, zeros, salt));
        assertThat(result.block().filter(RsaBlock::provesSigner).isPresent()).isEqualTo(zeros >= 8);
    }

    @ParameterizedTest
    @CsvSource({"7, false", "8, true"})
    void formOfPssProvesFromEightZeroOctetsOn(int zeroOctets, boolean expected) {
        // Given
        RsaBlock block = new RsaBlock.Pss(HashAlgorithm.SHA_256, zeroOctets, 32);

        // When
        boolean proves = block.provesSigner();

        // Then
        assertThat(proves).isEqualTo(expected);
    }

    /** SHA-512 and as much salt do not fit into 1,024 bits: RFC 8017 section 9.1.2 step 3. */
    @Test
    void keyTooSmallForThePssVerifiesNothing() {
        // Given
        Octets signature = Signers.signPss(HashAlgorithm.SHA_512, 62, rsa(1_024), INPUT);

        // When
        SignatureResult result = SignatureCheck.check(JwsAlgorithm.PS512, material(rsa(1_024)), INPUT, signature);

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(result.block()).contains(new RsaBlock.Pss(HashAlgorithm.SHA_512, 0, 62));
    }

    /** Blocks that forgiving verifiers have accepted, signed with the genuine key; DigestInfo is shown by its parts. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "genuine, 00 01, ff, 00, 3031300d060960864801650304020105000420, '', true",
        "no NULL, 00 01, ff, 00, 302f300b0609608648016503040201 0420, '', false",
        "garbage behind, 00 01, ff, 00, 3031300d060960864801650304020105000420, 0102, false",
        "other padding octet, 00 01, fe, 00, 3031300d060960864801650304020105000420, '', false",
        "block type 2, 00 02, ff, 00, 3031300d060960864801650304020105000420, '', false",
        "block type 0, 00 00, ff, 00, 3031300d060960864801650304020105000420, '', false",
        "no separator, 00 01, ff, ff, 3031300d060960864801650304020105000420, '', false",
        "length in long form, 00 01, ff, 00, 308131300d060960864801650304020105000420, '', false",
        "digest alone, 00 01, ff, 00, '', '', false"
    })
    void blockIsTheExpectedOneOctetForOctet(
            String name, String type, String padding, String separator, String info, String behind, boolean verifies) {
        // Given
        String end = separator + info + HexFormat.of().formatHex(HashAlgorithm.SHA_256.of(INPUT)) + behind;
        String block = (type + padding.repeat(256 - 2 - end.replace(" ", "").length() / 2) + end).replace(" ", "");
        Octets signature = Signers.signBlock(rsa(2_048), new BigInteger(block, 16));

        // When
        SignatureResult result = check(JwsAlgorithm.RS256, INPUT, signature);

        // Then
        assertThat(block).hasSize(512);
        assertThat(result.verified()).as(name).isEqualTo(verifies);
        assertThat(result.block().filter(RsaBlock.Pkcs1.class::isInstance).isPresent())
                .isEqualTo(verifies);
    }

    @ParameterizedTest
    @CsvSource({"744, 7, false", "752, 8, true"})
    void paddingHasAtLeastEightOctets(int bits, int padding, boolean verifies) {
        // Given
        String digest = HexFormat.of().formatHex(HashAlgorithm.SHA_512.of(INPUT));
        String block = "0001" + "ff".repeat(padding) + "00" + "3051300d060960864801650304020305000440" + digest;
        Octets signature = Signers.signBlock(rsa(bits), new BigInteger(block, 16));

        // When
        SignatureResult result = SignatureCheck.check(JwsAlgorithm.RS512, material(rsa(bits)), INPUT, signature);

        // Then
        assertThat(result.verified()).isEqualTo(verifies);
        assertThat(result.block().filter(RsaBlock::provesSigner).isPresent()).isEqualTo(verifies);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void trivialSignatureIsNoise(int number) {
        // Given
        Octets signature = Octets.of(UnsignedOctets.of(BigInteger.valueOf(number), 256));

        // When
        SignatureResult result = check(JwsAlgorithm.RS256, INPUT, signature);

        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(result.block().filter(RsaBlock::provesSigner)).isEmpty();
    }

    private static SignatureResult check(JwsAlgorithm algorithm, Octets input, Octets signature) {
        return SignatureCheck.check(algorithm, material(rsa(2_048)), input, signature);
    }
}
