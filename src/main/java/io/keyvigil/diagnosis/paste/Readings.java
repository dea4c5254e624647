package io.keyvigil.diagnosis.paste;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in its original form, and decoded from one encoding. Every reading is linear in the length of the text. */
final class Readings {

    private static final int HEXADECIMAL = 16;
    private static final int SHORTEST_BASE64 = 40;
    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})|\\\\(/)");
    private static final Pattern ENTITY = Pattern.compile("&#(?:x([0-9A-Fa-f]{1,4})|([0-9]{1,5}));");
    private static final Pattern QUOTED_PRINTABLE = Pattern.compile("=([0-9A-F]{2})|=\r?\n");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{" + SHORTEST_BASE64 + ",}");
    private static final Pattern LINE_BREAK = Pattern.compile("\r?\n[ \t]*+");

    private Readings() {}

    /** @param encoding the removed encoding; empty if none was removed */
    record Reading(Optional<FoundKind> encoding, TokenScan scan) {
        boolean whole() {
            return scan.candidates().stream().anyMatch(candidate -> candidate.form() == Candidate.Form.WHOLE);
        }
    }

    /** The reading with the most complete token; the original form takes precedence. */
    static Reading best(String text) {
        Reading best = new Reading(Optional.empty(), TokenScan.of(text));
        for (FoundKind encoding :
                List.of(FoundKind.PERCENT_ENCODING, FoundKind.ESCAPES, FoundKind.QUOTED_PRINTABLE, FoundKind.BASE64)) {
            if (best.whole()) {
                break;
            }
            String decoded = decoder(encoding).apply(text);
            if (!decoded.equals(text)) {
                Reading reading = new Reading(Optional.of(encoding), TokenScan.of(decoded));
                best = reading.scan().rank() > best.scan().rank() ? reading : best;
            }
        }
        return best;
    }

    private static UnaryOperator<String> decoder(FoundKind encoding) {
        return switch (encoding) {
            case PERCENT_ENCODING -> text -> replaced(text, PERCENT);
            case ESCAPES -> text -> replaced(replaced(text, UNICODE), ENTITY);
            case QUOTED_PRINTABLE -> text -> replaced(text, QUOTED_PRINTABLE);
            default -> Readings::withoutBase64;
        };
    }

    /** Replaces every match by the character whose code it contains. */
    private static String replaced(String text, Pattern pattern) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match.group(0), pattern)));
    }

    private static String character(String escape, Pattern pattern) {
        Matcher matcher = pattern.matcher(escape);
        matcher.matches();
        if (matcher.group(1) != null) {
            return Character.toString((char) Integer.parseInt(matcher.group(1), HEXADECIMAL));
        }
        if (matcher.groupCount() < 2 || matcher.group(2) == null) {
            return "";
        }
        return matcher.group(2).equals("/") ? "/" : Character.toString((char) Integer.parseInt(matcher.group(2)));
    }

    /** The decoded base64 parts, in one line or wrapped. */
    private static String withoutBase64(String text) {
        List<String> wrapped = textsIn(LINE_BREAK.matcher(text).replaceAll(""));
        boolean token = wrapped.stream().anyMatch(found -> TokenScan.of(found).rank() >= 0);
        List<String> texts = token ? wrapped : textsIn(text);
        return texts.isEmpty() ? text : String.join("\n", texts);
    }

    private static List<String> textsIn(String text) {
        return BASE64.matcher(text)
                .results()
                .flatMap(match -> decoded(match.group()).stream())
                .toList();
    }

    private static Optional<String> decoded(String base64) {
        String letters = base64.replace('-', '+').replace('_', '/');
        String whole = letters.substring(0, letters.length() - (letters.length() % 4 == 1 ? 1 : 0));
        try {
            byte[] octets = Base64.getDecoder().decode(whole);
            return Optional.of(StandardCharsets.US_ASCII
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
