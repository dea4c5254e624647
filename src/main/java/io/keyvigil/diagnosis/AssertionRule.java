package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of one receiver for tokens that a client makes and signs itself.
 *
 * @param form recognizes the token; it also has the source, the description and the remedy
 * @param embedded whether the certificate in the header verifies the token
 * @param thumbprint whether {@code x5t} must name the certificate
 * @param fingerprint whether {@code iss} ends in the hash of the public key
 * @param life the longest time from now to {@code exp}
 * @param span the longest time from {@code iat} to {@code exp}
 * @param age the longest time from {@code iat} to now
 * @param excuses codes of other checks that do not apply to such tokens
 * @param date the day on which the rule was written
 */
record AssertionRule(
        TokenShape form,
        String receiver,
        boolean embedded,
        boolean thumbprint,
        boolean fingerprint,
        Optional<Duration> life,
        Optional<Duration> span,
        Optional<Duration> age,
        List<Demand> demands,
        Set<String> excuses,
        String date) {

    private static final int LONGEST = 512;
    private static final String HEADER = "header.";

    /**
     * One property of the token.
     *
     * @param of a claim, or a member of the header after {@code header.}
     * @param is a pattern that must be found in its text
     * @param same another claim that must have the same text
     * @param says the explanation if it does not hold
     */
    record Demand(String of, Optional<Pattern> is, Optional<String> same, FindingCode code, String says) {

        /** Whether the token has the property; {@code aud} has it if one of its texts has it. */
        boolean holds(JsonObject header, Claims claims) {
            List<String> texts = of.equals("aud") ? claims.audiences() : List.of(text(header, claims, of));
            return texts.stream()
                    .anyMatch(text -> is.filter(pattern ->
                                            !pattern.matcher(cut(text)).find())
                                    .isEmpty()
                            && same.filter(other -> !text(header, claims, other).equals(text))
                                    .isEmpty());
        }

        private static String text(JsonObject header, Claims claims, String name) {
            Optional<JsonValue> value = name.startsWith(HEADER)
                    ? header.member(name.substring(HEADER.length()))
                    : claims.members().member(name);
            return value.map(known -> known instanceof JsonValue.Text text
                            ? text.value()
                            : known instanceof JsonValue.Literal literal ? literal.spelling() : "")
                    .orElse("");
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        }
    }
}
