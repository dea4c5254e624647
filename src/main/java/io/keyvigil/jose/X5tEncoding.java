package io.keyvigil.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The encoding of a certificate's SHA-1 thumbprint in the {@code x5t} of a header. Only the first is valid (RFC 7515
 * section 4.1.7); Entra ID rejects the others with AADSTS700027.
 */
public enum X5tEncoding {
    BASE64URL_SHA1,
    /** 40 hexadecimal digits, as Windows and openssl show them, possibly with colons or spaces between the bytes. */
    HEX,
    /** Padded, or in the alphabet of RFC 4648 section 4. */
    STANDARD_BASE64,
    /** Base64 of the hexadecimal digits instead of the thumbprint. */
    BASE64_OF_HEX,
    /** Not a SHA-1 thumbprint. */
    OTHER;

    private static final int SHA1_OCTETS = 20;
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{2}([: ]?[0-9A-Fa-f]{2}){19}");

    public static X5tEncoding of(String x5t) {
        if (HEXADECIMAL.matcher(x5t).matches()) {
            return HEX;
        }
        if (!(Base64Reading.of(x5t) instanceof Base64Reading.Decoded decoded)) {
            return OTHER;
        }
        if (decoded.octets().length == SHA1_OCTETS) {
            return decoded.strict() ? BASE64URL_SHA1 : STANDARD_BASE64;
        }
        return HEXADECIMAL.matcher(text(decoded)).matches() ? BASE64_OF_HEX : OTHER;
    }

    /** The thumbprint in any of these encodings; empty if it is none of them. */
    public static Optional<Octets> thumbprint(String x5t) {
        return switch (of(x5t)) {
            case HEX -> Optional.of(ofHexadecimal(x5t));
            case BASE64URL_SHA1, STANDARD_BASE64 ->
                Optional.of(Octets.of(decoded(x5t).octets()));
            case BASE64_OF_HEX -> Optional.of(ofHexadecimal(text(decoded(x5t))));
            case OTHER -> Optional.empty();
        };
    }

    /** The {@code x5t} that the first certificate in the {@code x5c} of a header requires; empty if there is none. */
    public static Optional<String> ofCertificate(JoseHeader header) {
        return CertificateMember.base64(header.members())
                .map(Base64Reading::of)
                .filter(Base64Reading.Decoded.class::isInstance)
                .map(decoded -> sha1(((Base64Reading.Decoded) decoded).octets()))
                .map(Base64.getUrlEncoder().withoutPadding()::encodeToString);
    }

    private static byte[] sha1(byte[] der) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(der);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Base64Reading.Decoded decoded(String x5t) {
        return (Base64Reading.Decoded) Base64Reading.of(x5t);
    }

    private static String text(Base64Reading.Decoded decoded) {
        return new String(decoded.octets(), StandardCharsets.ISO_8859_1);
    }

    private static Octets ofHexadecimal(String digits) {
        return Octets.of(HexFormat.of().parseHex(digits.replaceAll("[: ]", "")));
    }
}
