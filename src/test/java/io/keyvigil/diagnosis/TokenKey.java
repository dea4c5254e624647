package io.keyvigil.diagnosis;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;

/**
 * A provider's key pair.
 *
 * @param kid empty text: published without one
 * @param alg what it signs with unless told otherwise
 * @param more members of its JWK, as JSON that begins with a comma; may be empty
 */
public record TokenKey(String kid, KeyPair pair, String alg, String more) {

    private static final int ED25519_OCTETS = 32;

    static TokenKey rsa(String kid, String alg) {
        return new TokenKey(
                kid, generated("RSA", new RSAKeyGenParameterSpec(2_048, RSAKeyGenParameterSpec.F4)), alg, "");
    }

    /** An RSA key of 512 bits, whose signatures take a twentieth of the usual time. */
    static TokenKey shortRsa(String kid) {
        return new TokenKey(
                kid, generated("RSA", new RSAKeyGenParameterSpec(512, RSAKeyGenParameterSpec.F4)), "RS256", "");
    }

    /** An RSA key with a smaller modulus than that one's. */
    static TokenKey rsaBelow(TokenKey other, String kid) {
        TokenKey key = rsa(kid, "RS256");
        while (key.modulus().compareTo(other.modulus()) >= 0) {
            key = rsa(kid, "RS256");
        }
        return key;
    }

    BigInteger modulus() {
        return ((RSAPublicKey) pair.getPublic()).getModulus();
    }

    static TokenKey ec(String kid, String alg) {
        String curve =
                switch (alg) {
                    case "ES256" -> "secp256r1";
                    case "ES384" -> "secp384r1";
                    default -> "secp521r1";
                };
        return new TokenKey(kid, generated("EC", new ECGenParameterSpec(curve)), alg, "");
    }

    static TokenKey ed25519(String kid) {
        return new TokenKey(kid, generated("EdDSA", NamedParameterSpec.ED25519), "EdDSA", "");
    }

    /** A key for any of the asymmetric algorithms. */
    static TokenKey of(String kid, String alg) {
        return alg.startsWith("ES") ? ec(kid, alg) : alg.equals("EdDSA") ? ed25519(kid) : rsa(kid, alg);
    }

    TokenKey named(String otherKid) {
        return new TokenKey(otherKid, pair, alg, more);
    }

    TokenKey with(String members) {
        return new TokenKey(kid, pair, alg, more + "," + members.replace('\'', '"'));
    }

    TokenKey signingWith(String otherAlg) {
        return new TokenKey(kid, pair, otherAlg, more);
    }

    /** The public JWK. */
    String jwk() {
        String label = kid.isEmpty() ? "" : "\"kid\":\"" + kid + "\",";
        return "{" + label + numbers().substring(1).replaceFirst("}$", "") + more + "}";
    }

    /** Only the members that make up the key. */
    String numbers() {
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return text(new RSAKey.Builder(rsa).build());
        }
        if (pair.getPublic() instanceof ECPublicKey ec) {
            return text(new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build());
        }
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_OCTETS, encoded.length);
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + Base64URL.encode(x) + "\"}";
    }

    private static String text(JWK key) {
        return key.toJSONString();
    }

    private static KeyPair generated(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public String toString() {
        return kid;
    }
}
