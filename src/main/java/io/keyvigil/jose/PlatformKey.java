package io.keyvigil.jose;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Converts public key parameters to {@link PublicKey}s. */
final class PlatformKey {

    // SubjectPublicKeyInfo before the key's bytes, RFC 8410 sections 3 and 4.
    private static final String ED25519_HEADER = "302a300506032b6570032100";
    private static final String ED448_HEADER = "3043300506032b6571033a00";

    private PlatformKey() {}

    static Optional<PublicKey> of(PublicMaterial material) {
        try {
            if (material instanceof PublicMaterial.Rsa rsa) {
                return Optional.of(KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(rsa.modulus(), rsa.exponent())));
            }
            return material instanceof PublicMaterial.Ec ec ? ofEc(ec) : ofOkp((PublicMaterial.Okp) material);
        } catch (GeneralSecurityException refused) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> ofEc(PublicMaterial.Ec ec) throws GeneralSecurityException {
        if (ec.curve() == EcCurve.SECP256K1) {
            return Optional.empty();
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp" + ec.curve().fieldBits() + "r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        return Optional.of(
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(ec.x(), ec.y()), curve)));
    }

    private static Optional<PublicKey> ofOkp(PublicMaterial.Okp okp) throws GeneralSecurityException {
        if (!okp.curve().signs()) {
            return Optional.empty();
        }
        String header = okp.curve() == OkpCurve.ED25519 ? ED25519_HEADER : ED448_HEADER;
        byte[] key = Base64.getUrlDecoder().decode(okp.publicKey());
        byte[] encoded = HexFormat.of().parseHex(header + HexFormat.of().formatHex(key));
        return Optional.of(
                KeyFactory.getInstance(okp.curve().registeredName()).generatePublic(new X509EncodedKeySpec(encoded)));
    }
}
