package io.keyvigil.jose;

import java.util.Optional;

/**
 * The result of checking one signature with one key.
 *
 * @param block the block that an RSA key recovered; empty for other keys, and if the signature is out of range for
 *     this key
 */
public record SignatureResult(Verdict verdict, Optional<RsaBlock> block) {

    /** Whether the signature is valid; if it is not, the certain reason. */
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
