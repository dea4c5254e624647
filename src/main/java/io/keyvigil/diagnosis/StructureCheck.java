package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwtReading;
import io.keyvigil.jose.TokenFlaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Is it a JWS in compact serialization at all (RFC 7515 section 7.1), and whole? */
final class StructureCheck implements TokenCheck {

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (!token.hasToken()) {
            return List.of(Finding.skipped(Check.STRUCTURE, "no token was given"));
        }
        List<Finding> findings = new ArrayList<>();
        if (!token.presented().wrappings().isEmpty()) {
            findings.add(Finding.of(
                    FindingCode.WRAPPED_TOKEN,
                    "The token came with " + String.join(", ", token.presented().wrappings())
                            + "; that was taken off and the rest diagnosed.",
                    Map.of("removed", token.presented().wrappings())));
        }
        findings.addAll(token.presented()
                .reading()
                .fold(
                        readable -> readable.flaws().stream()
                                .map(found -> finding(found.flaw(), found.detail()))
                                .toList(),
                        unreadable -> List.of(finding(unreadable.flaw(), unreadable.detail()))));
        if (token.signature().outcome() == SignatureEvidence.Outcome.TOO_SHORT) {
            findings.add(Finding.of(
                    FindingCode.TRUNCATED_TOKEN,
                    "The signature is shorter than its key demands: the end of the token is missing.",
                    token.signature().details()));
        }
        return findings.stream().anyMatch(Finding::fails) ? findings : passed(token, findings);
    }

    private static List<Finding> passed(TokenUnderDiagnosis token, List<Finding> findings) {
        boolean readable = token.presented().reading() instanceof JwtReading.Readable;
        if (findings.isEmpty() && readable) {
            findings.add(Finding.pass(Check.STRUCTURE, "Three segments, base64url, JSON: a whole JWT."));
        }
        return findings;
    }

    private static Finding finding(TokenFlaw flaw, String detail) {
        FindingCode code = Arrays.stream(FindingCode.values())
                .filter(known -> known.code().equals(flaw.code()))
                .findFirst()
                .orElse(FindingCode.OPAQUE_TOKEN);
        return Finding.of(code, sentence(detail.isEmpty() ? flaw.explanation() : detail));
    }

    private static String sentence(String text) {
        String capital = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
