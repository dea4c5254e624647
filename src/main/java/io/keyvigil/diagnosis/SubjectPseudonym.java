package io.keyvigil.diagnosis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Replaces {@code sub} by a pseudonym: two tokens of one person can be recognized as such, without revealing the person. */
public final class SubjectPseudonym {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_OCTETS = 32;
    private static final int SHOWN_DIGITS = 16;

    /** The initialized MAC, which is only cloned, once per subject: a new one costs more than the computation. */
    private final Mac keyed;

    /** @param key the key of this instance; with the same key, the same subject has the same pseudonym */
    public SubjectPseudonym(byte[] key) {
        try {
            this.keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Creates an instance with a random key, which exists only as long as this object. */
    public static SubjectPseudonym random() {
        return new SubjectPseudonym(randomKey());
    }

    public static byte[] randomKey() {
        byte[] key = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(key);
        return key;
    }

    String of(String subject) {
        try {
            byte[] code = ((Mac) keyed.clone()).doFinal(subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(code, 0, SHOWN_DIGITS / 2);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform can copy its " + ALGORITHM, e);
        }
    }
}
