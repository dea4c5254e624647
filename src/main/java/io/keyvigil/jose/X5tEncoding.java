package io.keyvigil.jose;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a header's {@code x5t} spells the SHA-1 thumbprint of a certificate. Only the first is right (RFC 7515 section
 * 4.1.7); Entra ID answers the others with AADSTS700027.
 */
public enum X5tEncoding {
    BASE64URL_SHA1,
    /** 40 hexadecimal digits, as Windows and openssl show them; colons or spaces between the octets. */
    HEX,
    /** Padded, or of the alphabet of RFC 4648 section 4. */
    STANDARD_BASE64,
    /** The octets that were encoded are the hexadecimal digits, not the thumbprint. */
    BASE64_OF_HEX,
    /** Not the SHA-1 thumbprint of anything. */
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

    /** The thumbprint, however it is spelled; empty where it is none. */
    public static Optional<Octets> thumbprint(String x5t) {
        return switch (of(x5t)) {
            case HEX -> Optional.of(ofHexadecimal(x5t));
            case BASE64URL_SHA1, STANDARD_BASE64 ->
                Optional.of(Octets.of(decoded(x5t).octets()));
            case BASE64_OF_HEX -> Optional.of(ofHexadecimal(text(decoded(x5t))));
            case OTHER -> Optional.empty();
        };
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
