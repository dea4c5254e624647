package io.keyvigil.jose;

import io.keyvigil.jose.JwtReading.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One segment of a compact serialization, decoded as far as possible.
 *
 * @param octets empty if the segment is not base64
 * @param json the JSON object that the bytes encode in UTF-8; empty if there is none, or if the caller did not
 *     request it
 */
record JwtSegment(Optional<Octets> octets, Optional<Utf8Text> text, Optional<JsonObject> json, List<Found> flaws) {

    private static final int MAXIMUM_NAME = 64;
    private static final int MAXIMUM_NAMES = 8;

    static JwtSegment ofOctets(String name, String segment) {
        List<Found> flaws = new ArrayList<>();
        return new JwtSegment(octets(name, segment, flaws), Optional.empty(), Optional.empty(), flaws);
    }

    static JwtSegment ofJson(String name, String segment) {
        List<Found> flaws = new ArrayList<>();
        Optional<Octets> octets = octets(name, segment, flaws);
        Optional<Utf8Text> text = octets.map(Octets::toArray).map(Utf8Text::of);
        return new JwtSegment(octets, text, text.flatMap(utf8 -> json(name, utf8, flaws)), flaws);
    }

    private static Optional<Octets> octets(String name, String segment, List<Found> flaws) {
        Base64Reading reading = Base64Reading.of(segment);
        if (reading instanceof Base64Reading.Decoded decoded) {
            find(flaws, name, "padding (=)", decoded.firstPadding());
            find(flaws, name, "the standard base64 alphabet (+ or /)", decoded.firstOfStandardAlphabet());
            find(flaws, name, "white space", decoded.firstWhiteSpace());
            return Optional.of(Octets.of(decoded.octets()));
        }
        Base64Reading.Undecodable undecodable = (Base64Reading.Undecodable) reading;
        if (undecodable.endsEarly()) {
            flaws.add(new Found(TokenFlaw.TRUNCATED, "the " + name + " ends in the middle of an octet"));
        } else {
            find(
                    flaws,
                    name,
                    String.format("U+%04X", segment.codePointAt(undecodable.position())),
                    undecodable.position());
        }
        return Optional.empty();
    }

    private static void find(List<Found> flaws, String name, String what, int position) {
        if (position >= 0) {
            String detail = "the " + name + " has " + what + " at character " + (position + 1);
            flaws.add(new Found(TokenFlaw.NOT_BASE64URL, detail));
        }
    }

    private static Optional<JsonObject> json(String name, Utf8Text utf8, List<Found> flaws) {
        if (utf8.malformedAt().isPresent()) {
            String detail = "the " + name + " is not UTF-8 at octet "
                    + (utf8.malformedAt().getAsInt() + 1);
            flaws.add(new Found(TokenFlaw.NOT_JSON, detail));
            return Optional.empty();
        }
        try {
            if (JsonSource.read(utf8.text()) instanceof JsonObject object) {
                findRepeated(name, object, flaws);
                return Optional.of(object);
            }
            flaws.add(new Found(TokenFlaw.NOT_JSON, "the " + name + " is JSON, but not an object"));
        } catch (IOException failure) {
            boolean truncated =
                    JsonSource.endsEarly(failure, utf8.text()) && !utf8.text().isBlank();
            String detail = "the " + name + ": " + JsonSource.complaint(failure);
            flaws.add(new Found(truncated ? TokenFlaw.TRUNCATED : TokenFlaw.NOT_JSON, detail));
        }
        return Optional.empty();
    }

    private static void findRepeated(String name, JsonObject object, List<Found> flaws) {
        Set<String> repeated = new TreeSet<>();
        collectRepeated(object, repeated);
        if (!repeated.isEmpty()) {
            flaws.add(new Found(TokenFlaw.DUPLICATE_MEMBER, "the " + name + " repeats " + names(repeated)));
        }
    }

    private static void collectRepeated(JsonValue value, Set<String> repeated) {
        if (value instanceof JsonObject object) {
            repeated.addAll(object.repeated());
            object.members().values().forEach(member -> collectRepeated(member, repeated));
        } else if (value instanceof JsonValue.Elements elements) {
            elements.values().forEach(element -> collectRepeated(element, repeated));
        }
    }

    /** The names for users, with a limit. */
    static String names(Collection<String> names) {
        return names.stream()
                .limit(MAXIMUM_NAMES)
                .map(name -> CutText.cut(name, MAXIMUM_NAME))
                .collect(Collectors.joining(", "));
    }
}
