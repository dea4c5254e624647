package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.message.ReportedFacts;
import io.keyvigil.tenant.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the certificate thumbprints in a message with the {@code x5t} and {@code x5t#S256} of the token (RFC 7515
 * sections 4.1.7 and 4.1.8) and with the known keys. Both sides are compared decoded: hexadecimal, base64, base64url,
 * and base64 of hexadecimal text. The kid of Entra ID equals x5t.
 */
final class MessageThumbprints {

    private static final int SHA1_OCTETS = 20;
    private static final int SHA1_HEXADECIMAL = 40;

    private final TokenUnderDiagnosis token;
    private final Set<String> reported;

    MessageThumbprints(TokenUnderDiagnosis token, ReportedFacts facts) {
        this.token = token;
        this.reported = octets(facts.thumbprints().stream());
    }

    MessageVerdict verdict() {
        Set<String> own = octets(Stream.concat(header("x5t").stream(), header("x5t#S256").stream()));
        if (own.stream().anyMatch(reported::contains)) {
            return MessageVerdict.fits(
                    "The thumbprint in the message is the token's x5t: compare it with the registered"
                            + " certificates.");
        }
        boolean comparable =
                own.stream().anyMatch(one -> reported.stream().anyMatch(other -> other.length() == one.length()));
        return comparable
                ? MessageVerdict.contradicts("The thumbprint in the message is not the token's x5t.")
                : MessageVerdict.SILENT;
    }

    /** Whether a known key has a reported thumbprint; empty if none is reported or no keys are known. */
    Optional<Boolean> known() {
        Set<String> names = octets(knownNames());
        return reported.isEmpty() || names.isEmpty()
                ? Optional.empty()
                : Optional.of(reported.stream().anyMatch(names::contains));
    }

    private Stream<String> knownNames() {
        Stream<String> own = token.subject().stream()
                .flatMap(subject -> subject.state().keys().stream())
                .flatMap(key -> key.jwk().kid().stream());
        Stream<String> given = token.request().jwks().stream()
                .flatMap(set -> set.keys().stream())
                .flatMap(key -> key.kid().stream());
        return Stream.concat(own, given);
    }

    private Optional<String> header(String name) {
        return token.jwt().flatMap(jwt -> jwt.header().members().text(name));
    }

    /** The error in the encoding of the token's x5t, for users; empty if there is none. */
    Optional<String> wrongEncoding() {
        if (token.jwt().isPresent()
                && header("x5t").isEmpty()
                && header("x5t#S256").isEmpty()) {
            return Optional.of(
                    "The token's header has no x5t and no x5t#S256, so the certificate cannot be found by its"
                            + " thumbprint.");
        }
        return header("x5t").flatMap(MessageThumbprints::wrongEncoding);
    }

    private static Optional<String> wrongEncoding(String text) {
        if (text.length() == SHA1_HEXADECIMAL && isHexadecimal(text)) {
            return Optional.of("The token's x5t is the hash as hexadecimal text; it must be base64url of its octets.");
        }
        if (!text.strip().equals(text) || text.chars().anyMatch(letter -> "+/=\r\n".indexOf(letter) >= 0)) {
            return Optional.of(
                    "The token's x5t is base64 with + / = or a line break; it must be base64url without padding.");
        }
        int octets = decoded(text).map(bytes -> bytes.length).orElse(0);
        return octets == SHA1_OCTETS
                ? Optional.empty()
                : Optional.of("The token's x5t has " + octets + " octets instead of 20"
                        + (octets == SHA1_HEXADECIMAL ? ": it encodes the hexadecimal text." : "."));
    }

    /** All bytes that the texts can mean, in hexadecimal. */
    private static Set<String> octets(Stream<String> texts) {
        Set<String> octets = new HashSet<>();
        texts.forEach(text -> {
            if (isHexadecimal(text)) {
                addHexadecimal(text, octets);
            }
            decoded(text).ifPresent(bytes -> addDecoded(bytes, octets));
        });
        return octets;
    }

    private static void addHexadecimal(String text, Set<String> octets) {
        String digits = AsciiCase.lower(text.replace(":", ""));
        octets.add(digits);
        if (digits.length() % 2 == 0) {
            addText(HexFormat.of().parseHex(digits), octets);
        }
    }

    private static void addDecoded(byte[] bytes, Set<String> octets) {
        octets.add(HexFormat.of().formatHex(bytes));
        addText(bytes, octets);
    }

    /** Adds bytes that are themselves hexadecimal text: a thumbprint that was encoded once too often. */
    private static void addText(byte[] bytes, Set<String> octets) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (isHexadecimal(text)) {
            octets.add(AsciiCase.lower(text.replace(":", "")));
        }
    }

    private static boolean isHexadecimal(String name) {
        return name.length() >= SHA1_HEXADECIMAL
                && name.chars().allMatch(letter -> HexFormat.isHexDigit(letter) || letter == ':');
    }

    private static Optional<byte[]> decoded(String name) {
        try {
            String url = name.strip().replace('+', '-').replace('/', '_').replace("=", "");
            return Optional.of(Base64.getUrlDecoder().decode(url));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
