package io.keyvigil.jose;

import static io.keyvigil.jose.Signers.octets;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerSignatureTest {
    private static final Octets INPUT = octets("eyJhbGciOiJFUzI1NiJ9.e30");
    private static final String ZEROS = "0".repeat(62);

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "ES512"})
    void derSignatureOfThePlatformVerifiesWhenRewritten(JwsAlgorithm algorithm) {
        // Given
        KeyPair pair = Signers.curve(algorithm);
        EcCurve curve = algorithm.curve().orElseThrow();
        String name = "SHA" + algorithm.hash().orElseThrow().digestOctets() * 8 + "withECDSA";
        Octets der = Signers.sign(name, pair, INPUT);

        // When
        Octets signature = SignatureForensics.fromDer(der, curve).orElseThrow();

        // Then
        assertThat(SignatureCheck.check(algorithm, Signers.material(pair), INPUT, signature)
                        .verified())
                .isTrue();
    }

    @RepeatedTest(40)
    void numbersOfAnyLengthFillTheirHalf() {
        // Given
        Octets der = Signers.sign("SHA256withECDSA", Signers.curve(JwsAlgorithm.ES256), INPUT);

        // When
        Optional<Octets> signature = SignatureForensics.fromDer(der, EcCurve.P_256);

        // Then
        assertThat(signature.map(Octets::length)).contains(64);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "minimal, 3006020101020102, 01, 02",
        "superfluous zero octets, 300802020001 02020002, 01, 02",
        "zero octet is missing, 30060201ff020180, ff, 80",
        "length in long form, 308106020101020102, 01, 02",
        "integer in long form, 30080281010102810102, 01, 02"
    })
    void sinsOfEncodersAreForgiven(String name, String der, String r, String s) {
        // When
        Optional<Octets> signature = SignatureForensics.fromDer(hexadecimal(der), EcCurve.P_256);

        // Then
        assertThat(signature).as(name).contains(hexadecimal(ZEROS + r + ZEROS + s));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3000",
                "3080",
                "3081",
                "300602010102010200",
                "3006020101020102 3006",
                "3106020101020102",
                "3006030101020102",
                "3006020101030102",
                "3006020001020102",
                "30040201010200",
                "30050201010202",
                "3003020101",
                "3007020101020102",
                "3005020101020102",
                "3009020101020102020103",
                "30820006020101020102",
                "30060280010102010200",
                "300602017f020900"
            })
    void whatIsNoDerIsLeftAlone(String der) {
        // When
        Optional<Octets> signature = SignatureForensics.fromDer(hexadecimal(der), EcCurve.P_256);

        // Then
        assertThat(signature).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ES256, true", "ES512, false"})
    void numbersMustFitTheCurve(JwsAlgorithm algorithm, boolean fits) {
        // Given
        String name = "SHA" + algorithm.hash().orElseThrow().digestOctets() * 8 + "withECDSA";
        Octets der = Signers.sign(name, Signers.curve(algorithm), INPUT);

        // When
        Optional<Octets> signature = SignatureForensics.fromDer(der, EcCurve.P_256);

        // Then
        assertThat(signature.isPresent()).isEqualTo(fits);
    }

    @Test
    void signatureThatIsCutOffAnywhereIsLeftAlone() {
        // Given
        byte[] der = Signers.sign("SHA256withECDSA", Signers.curve(JwsAlgorithm.ES256), INPUT)
                .toArray();

        // When
        IntStream taken = IntStream.range(0, der.length)
                .filter(octets -> SignatureForensics.fromDer(Octets.of(Arrays.copyOf(der, octets)), EcCurve.P_256)
                        .isPresent());

        // Then
        assertThat(taken).isEmpty();
    }

    private static Octets hexadecimal(String digits) {
        return Octets.of(HexFormat.of().parseHex(digits.replace(" ", "")));
    }
}
