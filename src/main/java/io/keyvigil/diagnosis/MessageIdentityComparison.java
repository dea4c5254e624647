package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.MessageVerdict.contradicts;
import static io.keyvigil.diagnosis.MessageVerdict.fits;

import io.keyvigil.diagnosis.message.ReportedFacts;
import io.keyvigil.tenant.AsciiCase;
import java.util.List;
import java.util.Optional;

/** Compares names in a message (audience, issuer, subject, kid) with those of the token. Shows no personal claim. */
final class MessageIdentityComparison {

    private final TokenUnderDiagnosis token;
    private final ReportedFacts facts;

    MessageIdentityComparison(TokenUnderDiagnosis token, ReportedFacts facts) {
        this.token = token;
        this.facts = facts;
    }

    MessageVerdict audience() {
        List<String> own = token.claims().map(Claims::audiences).orElse(List.of());
        if (own.isEmpty()) {
            return MessageVerdict.SILENT;
        }
        if (!facts.audiences().isEmpty() && facts.audiences().stream().noneMatch(own::contains)) {
            return differs(facts.audiences(), own, "audience");
        }
        if (facts.acceptedAudiences().stream().anyMatch(own::contains)) {
            return contradicts("The token has an audience that the message says is accepted: it is another token.");
        }
        if (!facts.audiences().isEmpty()) {
            return fits("The audience in the message is the token's: the receiver is set to accept another one.");
        }
        return expectedAudience(own);
    }

    private MessageVerdict expectedAudience(List<String> own) {
        List<String> expected = token.expectation().audiences();
        if (expected.isEmpty()) {
            return MessageVerdict.SILENT;
        }
        return own.stream().anyMatch(expected::contains)
                ? contradicts("The token's audience is one that "
                        + token.expectation().audiencesOf() + " accepts: another token was sent, or the receiver is set"
                        + " to accept another one.")
                : fits("The token's audience is none that "
                        + token.expectation().audiencesOf() + " accepts.");
    }

    MessageVerdict issuer() {
        Optional<String> own = token.claims().flatMap(claims -> claims.text("iss"));
        if (own.isEmpty()) {
            return MessageVerdict.SILENT;
        }
        if (!facts.issuers().isEmpty() && !facts.issuers().contains(own.get())) {
            return differs(facts.issuers(), List.of(own.get()), "issuer");
        }
        if (facts.acceptedIssuers().contains(own.get())) {
            return contradicts("The token has the issuer that the message says is accepted: it is another token.");
        }
        boolean nearly = facts.acceptedIssuers().stream().anyMatch(accepted -> same(accepted, own.get()));
        if (nearly) {
            return fits("The accepted issuer and the token's differ only in letter case or a trailing slash.");
        }
        return facts.issuers().isEmpty()
                ? MessageVerdict.SILENT
                : fits("The issuer in the message is the token's: the receiver is set to accept another one.");
    }

    MessageVerdict subject() {
        Optional<String> own = token.claims().flatMap(claims -> claims.text("sub"));
        if (own.isEmpty() || facts.subjects().isEmpty()) {
            return MessageVerdict.SILENT;
        }
        return facts.subjects().contains(own.get())
                ? fits("The subject in the message is the token's: the credential is configured for another one.")
                : differs(facts.subjects(), List.of(own.get()), "subject");
    }

    private static MessageVerdict differs(List<String> reported, List<String> own, String what) {
        boolean nearly = reported.stream().anyMatch(one -> own.stream().anyMatch(other -> same(one, other)));
        return nearly
                ? fits("The " + what
                        + " in the message and the token's differ only in letter case or a trailing slash.")
                : contradicts("The " + what + " in the message is not this token's: it is about another token.");
    }

    private static boolean same(String one, String other) {
        return AsciiCase.same(withoutSlash(one), withoutSlash(other));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The verdict if the only kid of a message differs from that of the token: the message is about another token. */
    MessageVerdict kid() {
        Optional<String> own = token.jwt().flatMap(jwt -> jwt.header().kid());
        if (own.isEmpty() || facts.kids().size() != 1) {
            return MessageVerdict.SILENT;
        }
        return facts.kids().contains(own.get())
                ? MessageVerdict.SILENT
                : contradicts("The kid in the message is not this token's: it is about another token.");
    }
}
