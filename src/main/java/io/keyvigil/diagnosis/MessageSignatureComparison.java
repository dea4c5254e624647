package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.MessageVerdict.contradicts;
import static io.keyvigil.diagnosis.MessageVerdict.fits;

import io.keyvigil.diagnosis.message.KnownMessage;
import io.keyvigil.diagnosis.message.ReportedFacts;
import java.util.List;
import java.util.Optional;

/** Compares a message about signature or key with the result of the signature check. */
final class MessageSignatureComparison {

    private final TokenUnderDiagnosis token;
    private final ReportedFacts facts;
    private final Optional<String> kid;

    MessageSignatureComparison(TokenUnderDiagnosis token, ReportedFacts facts) {
        this.token = token;
        this.facts = facts;
        this.kid = token.jwt().flatMap(jwt -> jwt.header().kid());
    }

    MessageVerdict verdict(KnownMessage message) {
        if (token.jwt().isEmpty()) {
            return MessageVerdict.SILENT;
        }
        if (facts.keysHeld().filter(number -> number == 0).isPresent()) {
            return fits("The application held 0 keys: it could not fetch the provider's metadata. That explains the"
                    + " failure, whatever the token.");
        }
        if (kid.isPresent() && !facts.heldKids().isEmpty() && !facts.heldKids().contains(kid.get())) {
            return fits("The keys that the message lists do not include the token's kid: the application's keys are old"
                    + " or of another tenant.");
        }
        if (kid.isPresent()
                && token.request().jwks().isPresent()
                && !givenKids().contains(kid.get())) {
            return fits("The keys given as the application's own lack the token's kid.");
        }
        return byOutcome(message);
    }

    private List<String> givenKids() {
        return token.request().jwks().stream()
                .flatMap(set -> set.keys().stream())
                .flatMap(key -> key.kid().stream())
                .toList();
    }

    private MessageVerdict byOutcome(KnownMessage message) {
        return switch (token.signature().outcome()) {
            case VERIFIED -> verified(message);
            case GRAPH_NONCE -> fits("It is a Microsoft Graph token, which only Graph can verify.");
            case DER_ENCODED -> fits("The signature is good but written in DER, which JOSE does not allow.");
            case OTHER_ALGORITHM -> fits("The signature was made with another algorithm than the header says.");
            case EMBEDDED_KEY -> fits("Only the key that the token itself brings along verifies it.");
            case PUBLIC_KEY_AS_SECRET -> fits("The signature is an HMAC with the text of a public key: a forgery.");
            case ALTERED -> fits("The content was changed after it was signed.");
            case TOO_SHORT, DAMAGED -> fits("The signature is damaged.");
            case MISSING -> fits("The token has no signature.");
            case UNEXPLAINED -> fits("None of the keys known here verifies it either.");
            case NOT_TRIED -> MessageVerdict.SILENT;
        };
    }

    private MessageVerdict verified(KnownMessage message) {
        boolean withdrawn =
                token.signature().signer().filter(key -> !key.published()).isPresent();
        if (withdrawn) {
            return fits("The signature is good, but its key has been withdrawn: a receiver that dropped it rejects.");
        }
        boolean foreign = token.signature().signer().filter(key -> !key.own()).isPresent();
        if (foreign) {
            return fits("The signature is good, but its key is another tenant's.");
        }
        return message.validToken()
                ? fits("Here the signature verifies with a key that the provider publishes. The validator holds other"
                        + " keys (an old cache, another metadata address, another registered certificate) or has"
                        + " other settings.")
                : contradicts(
                        "Here the signature verifies with a key that the provider publishes. Either another token was"
                                + " sent, or the validator holds other keys (an old cache, another metadata address,"
                                + " another registered certificate).");
    }
}
