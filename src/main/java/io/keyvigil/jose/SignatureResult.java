package io.keyvigil.jose;

import java.util.Optional;

/**
 * What came of checking one signature with one key.
 *
 * @param block what an RSA key revealed; empty for other keys and where the signature is no number for this key
 */
public record SignatureResult(Verdict verdict, Optional<RsaBlock> block) {

    /** Whether the signature is one, and if it is none, what is certain about it. */
    public enum Verdict {
        VERIFIED,
        NOT_VERIFIED,
        /** The algorithm needs a key of another type or curve; nothing was computed. */
        KEY_DOES_NOT_FIT,
        WRONG_LENGTH_SHORT,
        WRONG_LENGTH_LONG,
        /** RSA: not below the modulus (RFC 8017 section 5.2.2). ECDSA: r or s is 0 or not below the order of the curve. */
        OUT_OF_RANGE
    }

    static SignatureResult of(Verdict verdict) {
        return new SignatureResult(verdict, Optional.empty());
    }

    static SignatureResult of(boolean verified) {
        return of(verified ? Verdict.VERIFIED : Verdict.NOT_VERIFIED);
    }

    public boolean verified() {
        return verdict == Verdict.VERIFIED;
    }
}
