package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The claims of a token (RFC 7519 section 4) that have the required type. The text form does not show them. */
record Claims(JsonObject members) {

    private static final int LONGEST_NUMBER = 32;

    /**
     * From this value on, a number of seconds needs more than 64 bits, and validators refuse it or compute with
     * another value.
     */
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

    /** A NumericDate (section 2), seconds since 1970; empty if it is not a JSON number of a reasonable length. */
    Optional<BigDecimal> numericDate(String name) {
        return members.member(name).flatMap(Claims::number);
    }

    /** The number of roles; empty if {@code roles} is not an array. */
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

    /** Parses a number; an exponent of more than 32 bits is also valid JSON. */
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

    /**
     * Whether computing with the number is cheap. Exponents such as 1e999999999 are valid JSON, but computing with
     * them would never finish.
     */
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
