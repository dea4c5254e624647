package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The claims of a token (RFC 7519 section 4), read as far as they have the type that they must have. The text form shows
 * none.
 */
record Claims(JsonObject members) {

    private static final int LONGEST_NUMBER = 32;

    /** From here on a number of seconds has more than 64 bits, and validators refuse it or compute with another one. */
    private static final BigDecimal LIMIT = BigDecimal.valueOf(2).pow(63);

    Optional<String> text(String name) {
        return members.text(name);
    }

    boolean has(String name) {
        return members.member(name).isPresent();
    }

    /** {@code aud} (section 4.1.3): a string, or an array of strings. */
    List<String> audiences() {
        return members
                .member("aud")
                .map(aud -> aud instanceof JsonValue.Elements elements ? elements.values() : List.of(aud))
                .orElse(List.of())
                .stream()
                .filter(JsonValue.Text.class::isInstance)
                .map(text -> ((JsonValue.Text) text).value())
                .toList();
    }

    /** A NumericDate (section 2), seconds since 1970; empty where it is no JSON number of a sane length. */
    Optional<BigDecimal> numericDate(String name) {
        return members.member(name).flatMap(Claims::number);
    }

    /** The number of roles, where {@code roles} is an array. */
    Optional<Integer> roles() {
        return members.member("roles")
                .filter(JsonValue.Elements.class::isInstance)
                .map(roles -> ((JsonValue.Elements) roles).values().size());
    }

    private static Optional<BigDecimal> number(JsonValue value) {
        if (!(value instanceof JsonValue.Literal literal)
                || literal.spelling().length() > LONGEST_NUMBER
                || !isNumber(literal.spelling())) {
            return Optional.empty();
        }
        return decimal(literal.spelling()).filter(Claims::isSane);
    }

    /** An exponent of more than 32 bits is valid JSON, too. */
    private static Optional<BigDecimal> decimal(String spelling) {
        try {
            return Optional.of(new BigDecimal(spelling));
        } catch (NumberFormatException pastAnyDate) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(String spelling) {
        char first = spelling.charAt(0);
        return first == '-' || first >= '0' && first <= '9';
    }

    /** Exponents such as 1e999999999 are valid JSON and would take for ever to compute with. */
    private static boolean isSane(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) <= LONGEST_NUMBER
                && Math.abs((long) number.scale()) <= LONGEST_NUMBER
                && number.abs().compareTo(LIMIT) < 0;
    }

    @Override
    public String toString() {
        return "Claims";
    }
}
