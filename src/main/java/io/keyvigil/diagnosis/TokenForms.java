package io.keyvigil.diagnosis;

import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.JsonValue;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.JwtReading;
import io.keyvigil.tenant.AsciiCase;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the forms of a readable token that all validators refuse, or some, which the finding names. */
final class TokenForms {

    private static final Set<String> NESTED = Set.of("jwt", "application/jwt");

    private TokenForms() {}

    static List<Finding> findings(JwtReading.Readable reading) {
        Jwt jwt = reading.jwt();
        JsonObject header = jwt.header().members();
        List<Finding> findings = new ArrayList<>(MemberForms.header(header));
        findings.addAll(contents(header));
        jwt.claims().map(MemberForms::claims).ifPresent(findings::addAll);
        if (hasVastNumber(header)
                || jwt.claims().filter(TokenForms::hasVastNumber).isPresent()) {
            findings.add(
                    FormDispute.VAST_NUMBER.finding("A number in the token is beyond every floating-point number."));
        }
        if (!reading.byteOrderMarks().isEmpty()) {
            findings.add(FormDispute.BYTE_ORDER_MARK.finding("The JSON text of the "
                    + String.join(" and the ", reading.byteOrderMarks()) + " begins with a byte order mark."));
        }
        return findings;
    }

    private static List<Finding> contents(JsonObject header) {
        List<Finding> findings = new ArrayList<>();
        Stream.of("jku", "x5u")
                .filter(name -> header.text(name).filter(text -> !isUri(text)).isPresent())
                .map(name -> FormDispute.ADDRESS_NOT_A_URI.finding("The header member " + name + " is no URI."))
                .forEach(findings::add);
        if (header.text("cty").map(AsciiCase::lower).filter(NESTED::contains).isPresent()) {
            findings.add(FormDispute.NESTED_TOKEN_NAMED.finding(
                    "The header member cty announces a token inside the token, and there is none."));
        }
        if (header.member("jwk").filter(TokenForms::isUnreadableKey).isPresent()) {
            findings.add(FormDispute.KEY_UNREADABLE.finding("The header member jwk is not a public key."));
        }
        return findings;
    }

    private static boolean isUri(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    private static boolean isUnreadableKey(JsonValue jwk) {
        return jwk instanceof JsonObject key
                && (key.text("kty").isEmpty() || key.member("d").isPresent());
    }

    /** Whether there is a very large number, at any depth: a JSON parser reads all of it. */
    private static boolean hasVastNumber(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.members().values().stream().anyMatch(TokenForms::hasVastNumber);
        }
        return value instanceof JsonValue.Elements elements
                ? elements.values().stream().anyMatch(TokenForms::hasVastNumber)
                : JsonForm.of(value) == JsonForm.VAST_NUMBER;
    }
}
