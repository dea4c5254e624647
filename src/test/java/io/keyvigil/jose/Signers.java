package io.keyvigil.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs, made once each, and signatures of the platform's making. */
final class Signers {
    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    private Signers() {}

    static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Octets decoded(String base64Url) {
        return Octets.of(Base64.getUrlDecoder().decode(base64Url));
    }

    static KeyPair rsa(int bits) {
        return rsa(bits, "");
    }

    static KeyPair rsa(int bits, String name) {
        return PAIRS.computeIfAbsent(
                "RSA" + bits + name, any -> pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)));
    }

    /** The pair for an ECDSA or EdDSA algorithm. */
    static KeyPair curve(JwsAlgorithm algorithm) {
        return PAIRS.computeIfAbsent(algorithm.name(), any -> newCurve(algorithm));
    }

    static KeyPair newCurve(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> pair("EC", new ECGenParameterSpec("secp256r1"));
            case ES384 -> pair("EC", new ECGenParameterSpec("secp384r1"));
            case ES512 -> pair("EC", new ECGenParameterSpec("secp521r1"));
            case EDDSA, ED25519 -> pair("EdDSA", new NamedParameterSpec("Ed25519"));
            default -> pair("EdDSA", new NamedParameterSpec("Ed448"));
        };
    }

    static KeyPair pairFor(JwsAlgorithm algorithm) {
        boolean rsa = algorithm.family() == JwsAlgorithm.Family.RSA_PKCS1
                || algorithm.family() == JwsAlgorithm.Family.RSA_PSS;
        return rsa ? rsa(2_048) : curve(algorithm);
    }

    static PublicMaterial material(KeyPair pair) {
        return material(pair.getPublic());
    }

    static PublicMaterial material(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new PublicMaterial.Rsa(rsa.getModulus(), rsa.getPublicExponent());
        }
        if (key instanceof ECPublicKey ec) {
            return new PublicMaterial.Ec(
                    CurveEquation.curveOf(ec.getParams().getCurve()).orElseThrow(),
                    ec.getW().getAffineX(),
                    ec.getW().getAffineY());
        }
        byte[] encoded = key.getEncoded();
        OkpCurve curve = encoded.length == 44 ? OkpCurve.ED25519 : OkpCurve.ED448;
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - curve.keyOctets(), encoded.length);
        return new PublicMaterial.Okp(
                curve, Base64.getUrlEncoder().withoutPadding().encodeToString(x));
    }

    static Octets sign(JwsAlgorithm algorithm, KeyPair pair, Octets input) {
        return switch (algorithm.family()) {
            case RSA_PKCS1 -> sign("SHA" + bits(algorithm) + "withRSA", pair, input);
            case RSA_PSS ->
                signPss(
                        algorithm.hash().orElseThrow(),
                        algorithm.hash().orElseThrow().digestOctets(),
                        pair,
                        input);
            case ECDSA -> sign("SHA" + bits(algorithm) + "withECDSAinP1363Format", pair, input);
            case EDDSA -> sign("EdDSA", pair, input);
            case HMAC -> throw new IllegalArgumentException(algorithm.name());
        };
    }

    static Octets sign(String algorithm, KeyPair pair, Octets input) {
        try {
            return signed(Signature.getInstance(algorithm), pair, input);
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    static Octets signPss(HashAlgorithm hash, int saltOctets, KeyPair pair, Octets input) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(
                    hash.standardName(), "MGF1", new MGF1ParameterSpec(hash.standardName()), saltOctets, 1));
            return signed(signature, pair, input);
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    /** What an RSA key makes of that block. */
    static Octets signBlock(KeyPair pair, BigInteger block) {
        BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
        BigInteger exponent = ((RSAPrivateKey) pair.getPrivate()).getPrivateExponent();
        return Octets.of(UnsignedOctets.of(block.modPow(exponent, modulus), (modulus.bitLength() + 7) / 8));
    }

    private static Octets signed(Signature signature, KeyPair pair, Octets input) throws GeneralSecurityException {
        signature.initSign(pair.getPrivate());
        signature.update(input.toArray());
        return Octets.of(signature.sign());
    }

    private static int bits(JwsAlgorithm algorithm) {
        return algorithm.hash().orElseThrow().digestOctets() * 8;
    }

    private static KeyPair pair(String type, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }
}
