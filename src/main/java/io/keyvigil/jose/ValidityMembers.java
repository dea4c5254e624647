package io.keyvigil.jose;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code nbf}, {@code exp} and {@code iat} in seconds since 1970; ignores values outside the years 1970 to 9999. */
final class ValidityMembers {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final long END_OF_YEAR_9999 = 253_402_300_799L;

    private ValidityMembers() {}

    static KeyValidity read(JsonObject members, Optional<CertificateMember.Readable> certificate) {
        KeyValidity validity = new KeyValidity(
                instant(members, "nbf"),
                instant(members, "exp"),
                instant(members, "iat"),
                certificate.map(CertificateMember.Readable::notBefore),
                certificate.map(CertificateMember.Readable::notAfter));
        return validity.equals(KeyValidity.UNSTATED) ? KeyValidity.UNSTATED : validity;
    }

    private static Optional<Instant> instant(JsonObject members, String name) {
        return members.member(name)
                .map(ValidityMembers::spelling)
                .filter(spelling -> SECONDS.matcher(spelling).matches())
                .map(Long::parseLong)
                .filter(seconds -> seconds > 0 && seconds <= END_OF_YEAR_9999)
                .map(Instant::ofEpochSecond);
    }

    private static String spelling(JsonValue value) {
        if (value instanceof JsonValue.Literal literal) {
            return literal.spelling();
        }
        return value instanceof JsonValue.Text text ? text.value() : "";
    }
}
