package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.paste.FoundKind;
import io.keyvigil.jose.JwtReading;
import io.keyvigil.jose.TokenFlaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that the token is a complete JWS in compact serialization (RFC 7515 section 7.1). */
final class StructureCheck implements TokenCheck {

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (!token.hasToken()) {
            return List.of(Finding.skipped(Check.STRUCTURE, "No token was given."));
        }
        PresentedToken presented = token.presented();
        List<Finding> findings = new ArrayList<>();
        wrapped(presented).ifPresent(findings::add);
        if (presented.shortened()) {
            findings.add(Finding.of(
                    FindingCode.TRUNCATED_TOKEN,
                    "The token was shortened: an ellipsis (...) or another mark replaces a part of it."));
        } else {
            findings.addAll(flaws(presented));
        }
        if (token.signature().outcome() == SignatureEvidence.Outcome.TOO_SHORT && !presented.shortened()) {
            findings.add(Finding.of(
                    FindingCode.TRUNCATED_TOKEN,
                    "The signature is shorter than its key demands: the end of the token is missing.",
                    token.signature().details()));
        }
        return findings.stream().anyMatch(Finding::fails) ? findings : passed(token, findings);
    }

    private static Optional<Finding> wrapped(PresentedToken presented) {
        List<String> wrappings = presented.wrappings();
        return wrappings.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.WRAPPED_TOKEN,
                        "Keyvigil removed what came with the token: " + String.join(", ", wrappings) + "."
                                + (presented.spoiled()
                                        ? " A validator that receives the token like this rejects it."
                                        : ""),
                        Map.of("removed", wrappings)));
    }

    private static List<Finding> flaws(PresentedToken presented) {
        if (presented.has(FoundKind.PLACEHOLDER)) {
            return List.of(Finding.of(
                    FindingCode.EMPTY_TOKEN,
                    "There is no token: in its place is nothing, a word such as null or undefined, or a variable that"
                            + " was not replaced. The client had no token when it sent the request."));
        }
        if (presented.has(FoundKind.BASIC_CREDENTIALS)) {
            return List.of(Finding.of(
                    FindingCode.OPAQUE_TOKEN,
                    "These are Basic credentials (RFC 7617): a user name and a password in base64, and no token."
                            + " Replace the password if others have seen it."));
        }
        return presented
                .reading()
                .fold(StructureCheck::readable, unreadable -> List.of(finding(unreadable.flaw(), unreadable.detail())));
    }

    private static List<Finding> readable(JwtReading.Readable reading) {
        List<Finding> findings = new ArrayList<>();
        reading.flaws().forEach(found -> findings.add(finding(found.flaw(), found.detail())));
        findings.addAll(TokenForms.findings(reading));
        return findings;
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
