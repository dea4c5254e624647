package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.message.KnownMessage;
import io.keyvigil.diagnosis.message.MessageTopic;
import io.keyvigil.diagnosis.message.ReportedFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares a reported error with the token. The token contradicts the error if it contradicts every possible topic of
 * the error, or if the message names another kid.
 */
final class MessageComparison {

    private static final String ASSERTION_SIGNATURE = "AADSTS700027";

    private final TokenUnderDiagnosis token;
    private final ReportedFacts facts;
    private final MessageTimeComparison time;
    private final MessageSignatureComparison signature;
    private final MessageIdentityComparison identity;
    private final MessageThumbprints thumbprints;

    MessageComparison(TokenUnderDiagnosis token, ReportedFacts facts) {
        this.token = token;
        this.facts = facts;
        this.time = new MessageTimeComparison(token, facts);
        this.signature = new MessageSignatureComparison(token, facts);
        this.identity = new MessageIdentityComparison(token, facts);
        this.thumbprints = new MessageThumbprints(token, facts);
    }

    MessageVerdict verdict(KnownMessage message) {
        MessageVerdict kid = identity.kid();
        if (kid.contradicts()) {
            return kid;
        }
        List<MessageVerdict> verdicts =
                message.about().stream().map(topic -> verdict(topic, message)).toList();
        Optional<MessageVerdict> fitting = verdicts.stream()
                .filter(verdict -> verdict.kind() == MessageVerdict.Kind.FITS)
                .findFirst();
        boolean everythingSpeaksAgainst = verdicts.stream().allMatch(MessageVerdict::contradicts);
        return fitting.orElseGet(() -> everythingSpeaksAgainst ? verdicts.get(0) : MessageVerdict.SILENT);
    }

    private MessageVerdict verdict(MessageTopic topic, KnownMessage message) {
        return switch (topic) {
            case SIGNATURE, KEY -> signatureOrThumbprint(message);
            case TIME -> time.verdict(message);
            case AUDIENCE -> identity.audience();
            case ISSUER -> identity.issuer();
            case SUBJECT -> identity.subject();
            default -> MessageVerdict.SILENT;
        };
    }

    private MessageVerdict signatureOrThumbprint(KnownMessage message) {
        MessageVerdict thumbprint = thumbprints.verdict();
        return thumbprint.silent() ? signature.verdict(message) : thumbprint;
    }

    /** Further remarks for users. */
    List<String> notes(KnownMessage message) {
        Stream<String> encoding =
                message.id().equals(ASSERTION_SIGNATURE) ? thumbprints.wrongEncoding().stream() : Stream.of();
        Stream<String> clock = Stream.of(time.clockWords());
        Stream<String> noKeys = facts
                .keysHeld()
                .filter(number -> number == 0 && token.jwt().isEmpty())
                .stream()
                .map(none -> "The application held 0 keys: it could not fetch the provider's metadata.");
        Stream<String> unknownKey = thumbprints.known().filter(isKnown -> !isKnown).stream()
                .map(unknown -> "No key known here has the reported thumbprint.");
        Stream<String> hidden = facts.hidden()
                ? Stream.of("The library hides values; IdentityModelEventSource.ShowPII shows them.")
                : Stream.of();
        return Stream.of(encoding, clock, noKeys, unknownKey, hidden)
                .flatMap(notes -> notes)
                .map(String::strip)
                .toList();
    }
}
