package io.keyvigil.jose;

import java.util.Arrays;
import java.util.Optional;

/** The octet key pair curves of RFC 8037 section 2: two that sign and two that agree on keys. */
public enum OkpCurve {
    ED25519("Ed25519", 32, true),
    ED448("Ed448", 57, true),
    X25519("X25519", 32, false),
    X448("X448", 56, false);

    private final String registeredName;
    private final int keyOctets;
    private final boolean signs;

    OkpCurve(String registeredName, int keyOctets, boolean signs) {
        this.registeredName = registeredName;
        this.keyOctets = keyOctets;
        this.signs = signs;
    }

    /** The value of {@code crv}. */
    public String registeredName() {
        return registeredName;
    }

    /** The number of bytes of a public key. */
    public int keyOctets() {
        return keyOctets;
    }

    /** Whether the curve supports signatures (EdDSA); the others are for key agreement only. */
    public boolean signs() {
        return signs;
    }

    /** The curve of that {@code crv}; empty if it is not one of these. */
    public static Optional<OkpCurve> named(String crv) {
        return Arrays.stream(values())
                .filter(curve -> curve.registeredName.equals(crv))
                .findFirst();
    }
}
