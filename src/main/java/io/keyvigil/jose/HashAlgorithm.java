package io.keyvigil.jose;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions of JSON Web Signatures, and SHA-1, which some signers use instead. */
public enum HashAlgorithm {
    SHA_1("SHA-1", 20, "3021300906052b0e03021a05000414"),
    SHA_256("SHA-256", 32, "3031300d060960864801650304020105000420"),
    SHA_384("SHA-384", 48, "3041300d060960864801650304020205000430"),
    SHA_512("SHA-512", 64, "3051300d060960864801650304020305000440");

    private final String standardName;
    private final int digestOctets;
    private final String digestInfoPrefix;

    HashAlgorithm(String standardName, int digestOctets, String digestInfoPrefix) {
        this.standardName = standardName;
        this.digestOctets = digestOctets;
        this.digestInfoPrefix = digestInfoPrefix;
    }

    /** The name of FIPS 180-4, also used by Java. */
    public String standardName() {
        return standardName;
    }

    public int digestOctets() {
        return digestOctets;
    }

    /** The DER encoding of DigestInfo up to the digest, in hexadecimal: RFC 8017 section 9.2 note 1. */
    String digestInfoPrefix() {
        return digestInfoPrefix;
    }

    byte[] of(Octets input) {
        return started().digest(input.toArray());
    }

    /** Returns a new digest; every Java runtime has these four. */
    MessageDigest started() {
        try {
            return MessageDigest.getInstance(standardName);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime has no " + standardName, impossible);
        }
    }
}
