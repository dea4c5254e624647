package io.keyvigil.diagnosis;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Certificate thumbprints that a message prints (SHA-1, as 40 hexadecimal digits or 27 characters of base64url) held
 * against the token's {@code x5t} (RFC 7515 section 4.1.7) and the keys that are known. Entra ID's kid equals x5t.
 */
final class MessageThumbprints {

    private static final int SHA1_OCTETS = 20;
    private static final int SHA1_HEXADECIMAL = 40;

    private final TokenUnderDiagnosis token;
    private final List<String> reported;

    MessageThumbprints(TokenUnderDiagnosis token, ReportedFacts facts) {
        this.token = token;
        this.reported = facts.thumbprints().stream()
                .map(MessageThumbprints::hexadecimal)
                .toList();
    }

    MessageVerdict verdict() {
        Optional<String> own = x5t();
        if (own.isEmpty() || reported.isEmpty()) {
            return MessageVerdict.SILENT;
        }
        return reported.contains(hexadecimal(own.get()))
                ? MessageVerdict.fits("The thumbprint in the message is the token's x5t: compare it with the registered"
                        + " certificates.")
                : MessageVerdict.contradicts("The thumbprint in the message is not the token's x5t.");
    }

    /** Whether a key is known here by a reported thumbprint; empty where none is reported or no keys are known. */
    Optional<Boolean> known() {
        List<String> names = knownNames();
        return reported.isEmpty() || names.isEmpty()
                ? Optional.empty()
                : Optional.of(reported.stream().anyMatch(names::contains));
    }

    private List<String> knownNames() {
        Stream<String> own = token.subject().stream()
                .flatMap(subject -> subject.state().keys().stream())
                .flatMap(key -> key.jwk().kid().stream());
        Stream<String> given = token.request().jwks().stream()
                .flatMap(set -> set.keys().stream())
                .flatMap(key -> key.kid().stream());
        return Stream.concat(own, given).map(MessageThumbprints::hexadecimal).toList();
    }

    private Optional<String> x5t() {
        return token.jwt().flatMap(jwt -> jwt.header().members().text("x5t"));
    }

    /** What is wrong with the spelling of the token's x5t, for people; empty where nothing is. */
    Optional<String> wrongEncoding() {
        return x5t().flatMap(text -> {
            if (text.length() == SHA1_HEXADECIMAL && isHexadecimal(text)) {
                return Optional.of(
                        "The token's x5t is the hash as hexadecimal text; it must be base64url of its octets.");
            }
            if (text.indexOf('+') >= 0 || text.indexOf('/') >= 0 || text.indexOf('=') >= 0) {
                return Optional.of("The token's x5t is base64 with + / or =; it must be base64url without padding.");
            }
            int octets = decoded(text).map(bytes -> bytes.length).orElse(0);
            return octets == SHA1_OCTETS
                    ? Optional.empty()
                    : Optional.of("The token's x5t has " + octets + " octets instead of 20"
                            + (octets == SHA1_HEXADECIMAL ? ": it encodes the hexadecimal text." : "."));
        });
    }

    private static String hexadecimal(String name) {
        if (isHexadecimal(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        return decoded(name).map(HexFormat.of()::formatHex).orElse(name);
    }

    private static boolean isHexadecimal(String name) {
        return name.length() >= SHA1_HEXADECIMAL && name.chars().allMatch(HexFormat::isHexDigit);
    }

    private static Optional<byte[]> decoded(String name) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(name));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }
}
