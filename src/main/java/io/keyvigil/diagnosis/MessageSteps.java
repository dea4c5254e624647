package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.message.ReportedFacts;
import io.keyvigil.jose.JwsAlgorithm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of the guides for AADSTS900384 and AADSTS50099, each with the result of this diagnosis. A step that a
 * separate check covers names that check.
 */
final class MessageSteps {

    static final String DEVICE = "AADSTS50099";
    private static final String TOKEN = "AADSTS900384";

    private final TokenUnderDiagnosis token;
    private final List<Map<String, Object>> steps = new ArrayList<>();

    private MessageSteps(TokenUnderDiagnosis token) {
        this.token = token;
    }

    static boolean areKnownFor(String code) {
        return code.equals(DEVICE) || code.equals(TOKEN);
    }

    static List<Map<String, Object>> of(String code, TokenUnderDiagnosis token, ReportedFacts facts) {
        MessageSteps made = new MessageSteps(token);
        if (code.equals(DEVICE)) {
            made.addDevice();
        }
        made.addAll(facts);
        return made.steps;
    }

    private void add(String step, String answer) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("step", step);
        row.put("answer", answer);
        steps.add(row);
    }

    private void addDevice() {
        if (token.hasToken()) {
            MessageDevice device = MessageDevice.of(token);
            add("Is it the registered device's certificate?", device.certificateAnswer());
            add("Is the challenge still fresh?", device.challengeAnswer());
        } else {
            add(
                    "Is it the registered device's certificate?",
                    "send the device's signed response as token to have its x5c, alg and iat looked at");
        }
    }

    private void addAll(ReportedFacts facts) {
        add(
                "Read the exception's own message",
                facts.clock().isPresent()
                                || !facts.thumbprints().isEmpty()
                                || !facts.issuers().isEmpty()
                        ? "read: what it holds stands in this evidence"
                        : "it holds no times, thumbprints or identifiers: paste more of it");
        if (token.hasToken()) {
            addAboutToken();
        } else {
            add("Look at the token", "no token was given: send it beside the message");
        }
        add("Was the clock right?", clockAnswer());
        add(
                "What changed lately?",
                token.recentEvents().isEmpty()
                        ? "nothing is known to have changed around the token's iat and the failure"
                        : token.recentEvents().size() + " changes of keys or metadata around the token's iat and the"
                                + " failure, the newest "
                                + token.recentEvents().get(0).kind().code() + " at "
                                + token.recentEvents().get(0).at());
        add("Try again with a fresh token", renewal());
        add(
                "Collect logs and exchanges",
                facts.correlationId().map(id -> "quote the correlation id; the").orElse("the")
                        + " tenant's support bundle holds the last exchanges");
    }

    private void addAboutToken() {
        add(
                "Development, test or production?",
                token.subject()
                        .map(subject -> "tenant " + subject.tenant().id().value() + ", found by " + token.foundBy())
                        .orElse("no tenant of the watch list fits the token"));
        add(
                "Is it well-formed and unaltered?",
                token.jwt().isEmpty()
                        ? "it cannot be read: see check structure"
                        : token.signature().outcome() == SignatureEvidence.Outcome.ALTERED
                                ? "altered after it was signed, proven by the signature"
                                : "its header can be read; see checks structure and signature");
        add("Is it signed with the right key?", keyAnswer());
        add(
                "Does the application hold the latest keys?",
                token.request().jwks().isPresent()
                        ? "its keys were given: see check key"
                        : "see check cache; give its keys as jwks to compare");
        add("Do issuer and audience fit?", "see checks issuer and audience, and the consumers' review");
        add("Has it expired?", lifetime());
        add(
                "Is the algorithm the one expected?",
                token.jwt()
                        .flatMap(jwt -> jwt.header().alg())
                        .map(this::algorithmAnswer)
                        .orElse("the token names none"));
    }

    private String algorithmAnswer(String alg) {
        return JwsAlgorithm.named(alg)
                .map(known -> known.registeredName()
                        + (token.expectation().algorithms().contains(known) ? " is one" : " is none")
                        + " of those that " + token.expectation().algorithmsOf() + " accepts")
                .orElse("alg is not a signature algorithm: see check algorithm");
    }

    private String lifetime() {
        return token.claims()
                .flatMap(claims -> claims.numericDate("exp"))
                .map(exp -> exp.subtract(BigDecimal.valueOf(token.at().getEpochSecond())))
                .map(left -> left.signum() > 0
                        ? "no, " + left.toPlainString() + " s were left"
                        : "yes, " + left.negate().toPlainString() + " s before the moment of the failure")
                .orElse("it has no exp that is a number");
    }

    private String keyAnswer() {
        Optional<KnownKey> signer = token.signature().signer();
        if (signer.isPresent()) {
            return "its signature comes from a " + (signer.get().published() ? "published" : "withdrawn")
                    + " key of tenant " + signer.get().tenant().value() + ", first seen "
                    + signer.get().observed().firstSeen();
        }
        return switch (token.signature().outcome()) {
            case NOT_TRIED -> "not tried: see check key";
            case MISSING -> "it has no signature";
            default -> "by no key known here";
        };
    }

    private String clockAnswer() {
        return token.drift()
                .map(drift -> "this machine's clock is off by " + drift.offset() + " (error bound " + drift.errorBound()
                        + "); the sender's own must be asked there")
                .orElse("true time is not known here: compare the machine's clock with NTP");
    }

    private String renewal() {
        return switch (token.signature().outcome()) {
            case VERIFIED ->
                "a new token of the same key meets the same receiver: first make the receiver trust this key";
            case ALTERED -> "helps only once whatever altered it is out of the way";
            default ->
                "helps if keys rotated or time ran out; a key or certificate that is registered wrongly stays wrong";
        };
    }
}
