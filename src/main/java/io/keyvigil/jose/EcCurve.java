package io.keyvigil.jose;

import java.util.Arrays;
import java.util.Optional;

/** The elliptic curves of RFC 7518 section 6.2.1.1 and RFC 8812 section 3.1, by their registered names. */
public enum EcCurve {
    P_256("P-256", 32),
    P_384("P-384", 48),
    P_521("P-521", 66),
    /** Java removed this curve: its signatures (ES256K) are verified with own arithmetic. */
    SECP256K1("secp256k1", 32);

    private final String registeredName;
    private final int coordinateOctets;

    EcCurve(String registeredName, int coordinateOctets) {
        this.registeredName = registeredName;
        this.coordinateOctets = coordinateOctets;
    }

    /** The value of {@code crv}. */
    public String registeredName() {
        return registeredName;
    }

    /** The number of bytes of one coordinate (RFC 7518 section 6.2.1.2). */
    public int coordinateOctets() {
        return coordinateOctets;
    }

    int fieldBits() {
        return this == P_521 ? 521 : coordinateOctets * 8;
    }

    /** The curve of that {@code crv}; empty if it is not one of these. */
    public static Optional<EcCurve> named(String crv) {
        return Arrays.stream(values())
                .filter(curve -> curve.registeredName.equals(crv))
                .findFirst();
    }
}
