package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.JsonForm.BOOLEAN;
import static io.keyvigil.diagnosis.JsonForm.NULL;
import static io.keyvigil.diagnosis.JsonForm.NUMBER;
import static io.keyvigil.diagnosis.JsonForm.TEXT;
import static io.keyvigil.diagnosis.JsonForm.TEXTS;
import static io.keyvigil.diagnosis.JsonForm.TEXTS_AND_NULLS;

import io.keyvigil.jose.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the JSON forms of header members (RFC 7515 section 4.1) and claims (RFC 7519 section 4.1) with those that
 * validators accept. A form that jose4j and Nimbus JOSE+JWT both refuse fails; a form that only some validators
 * refuse is a warning that names them. {@link TimeCheck} checks times, and {@link AlgorithmCheck} checks {@code alg}.
 */
final class MemberForms {

    /**
     * @param accepted the forms that every validator accepts
     * @param disputed the forms that some validators refuse
     * @param otherwise the validators that refuse all other forms; empty if every validator does
     */
    private record Rule(
            String member,
            Set<JsonForm> accepted,
            Map<JsonForm, FormDispute> disputed,
            Optional<FormDispute> otherwise) {

        static Rule strict(String member, Set<JsonForm> accepted, Map<JsonForm, FormDispute> disputed) {
            return new Rule(member, accepted, disputed, Optional.empty());
        }

        static Rule lenient(String member, Set<JsonForm> accepted, FormDispute otherwise) {
            return new Rule(member, accepted, Map.of(), Optional.of(otherwise));
        }

        Optional<FormDispute> dispute(JsonForm form) {
            return Optional.ofNullable(disputed.get(form)).or(() -> otherwise);
        }
    }

    private static final Set<JsonForm> TEXT_OR_NULL = Set.of(TEXT, NULL);

    private static final List<Rule> HEADER = List.of(
            Rule.strict("kid", Set.of(TEXT), Map.of(NUMBER, FormDispute.NUMERIC_KID, NULL, FormDispute.NULL_KID)),
            Rule.strict("cty", TEXT_OR_NULL, Map.of()),
            Rule.strict("x5t", TEXT_OR_NULL, Map.of()),
            Rule.strict("x5t#S256", TEXT_OR_NULL, Map.of()),
            Rule.lenient("typ", TEXT_OR_NULL, FormDispute.TYPE_NOT_TEXT),
            Rule.lenient("jku", TEXT_OR_NULL, FormDispute.ADDRESS_NOT_TEXT),
            Rule.lenient("x5u", TEXT_OR_NULL, FormDispute.ADDRESS_NOT_TEXT),
            Rule.lenient("x5c", Set.of(TEXTS, NULL), FormDispute.CERTIFICATES_NOT_TEXTS),
            Rule.lenient("jwk", Set.of(JsonForm.OBJECT, NULL), FormDispute.KEY_UNREADABLE),
            Rule.lenient("b64", Set.of(BOOLEAN), FormDispute.B64_NOT_BOOLEAN),
            Rule.lenient("enc", Set.of(), FormDispute.ENCRYPTION_NAMED),
            Rule.lenient("zip", Set.of(NULL), FormDispute.COMPRESSION_NAMED),
            Rule.lenient("nonce", TEXT_OR_NULL, FormDispute.HEADER_NONCE_NOT_TEXT));

    private static final List<Rule> CLAIMS = List.of(
            Rule.strict("iss", Set.of(TEXT), Map.of()),
            Rule.strict("sub", Set.of(TEXT), Map.of(NUMBER, FormDispute.NUMERIC_SUBJECT, NULL, FormDispute.NULL_CLAIM)),
            Rule.strict("jti", Set.of(TEXT), Map.of(NULL, FormDispute.NULL_CLAIM)),
            Rule.strict("aud", Set.of(TEXT, TEXTS, NULL), Map.of(TEXTS_AND_NULLS, FormDispute.NULL_AUDIENCE)),
            Rule.lenient("nonce", TEXT_OR_NULL, FormDispute.NONCE_NOT_TEXT),
            Rule.lenient("scope", Set.of(TEXT), FormDispute.SCOPE_NOT_TEXT));

    private MemberForms() {}

    static List<Finding> header(JsonObject members) {
        return findings(HEADER, members, "header member", FindingCode.MALFORMED_HEADER);
    }

    static List<Finding> claims(JsonObject members) {
        return findings(CLAIMS, members, "claim", FindingCode.MALFORMED_CLAIM);
    }

    private static List<Finding> findings(List<Rule> rules, JsonObject members, String kind, FindingCode malformed) {
        return rules.stream()
                .flatMap(rule -> members.member(rule.member()).map(JsonForm::of).stream()
                        .filter(form -> !rule.accepted().contains(form))
                        .map(form -> finding(rule, form, kind, malformed)))
                .toList();
    }

    private static Finding finding(Rule rule, JsonForm form, String kind, FindingCode malformed) {
        String fact = "The " + kind + " " + rule.member() + " is " + form.words() + ".";
        return rule.dispute(form)
                .map(dispute -> dispute.finding(fact))
                .orElseGet(() -> Finding.of(
                        malformed,
                        fact + expected(rule),
                        Evidence.of("member", rule.member())
                                .and("form", form.words())
                                .members()));
    }

    private static String expected(Rule rule) {
        return Stream.of(TEXT, TEXTS)
                .filter(rule.accepted()::contains)
                .map(JsonForm::words)
                .reduce((one, other) -> one + " or " + other)
                .map(forms -> " It must be " + forms + ".")
                .orElseThrow();
    }
}
