package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.message.KnownMessage;
import io.keyvigil.diagnosis.message.MessageTime;
import io.keyvigil.diagnosis.message.MessageTopic;
import io.keyvigil.diagnosis.message.ReportedFacts;
import java.util.List;
import java.util.Optional;

/** The evidence of a message that may be shown. */
final class MessageEvidence {

    private final TokenUnderDiagnosis token;
    private final ReportedFacts facts;
    private final MessageValues values;

    MessageEvidence(TokenUnderDiagnosis token, ReportedFacts facts) {
        this.token = token;
        this.facts = facts;
        this.values = new MessageValues(token.presented().text());
    }

    static Evidence ofMessage(KnownMessage message) {
        return Evidence.of("reported", message.id())
                .and("about", message.about().stream().map(MessageTopic::code).toList())
                .and("products", present(message.products()))
                .and("versions", Optional.of(message.versions()).filter(versions -> !versions.isEmpty()))
                .and("link", message.source());
    }

    Evidence facts() {
        MessageTimeComparison time = new MessageTimeComparison(token, facts);
        Evidence evidence = new Evidence()
                .and("reportedTime", facts.clock().map(MessageTime::at))
                .and("clockDifference", time.clockDifference())
                .and("reportedValidFrom", facts.validFrom().map(MessageTime::at))
                .and("reportedValidUntil", facts.validUntil().map(MessageTime::at))
                .and("reportedKeyValidFrom", facts.keyValidFrom().map(MessageTime::at))
                .and("reportedKeyValidUntil", facts.keyValidUntil().map(MessageTime::at))
                .and("readingOfTimes", reading())
                .and("thumbprints", shown(facts.thumbprints()))
                .and("thumbprintKnown", new MessageThumbprints(token, facts).known())
                .and("kids", shown(facts.kids()))
                .and("keysTried", shown(facts.heldKids()))
                .and("keysInConfiguration", facts.keysInConfiguration())
                .and("keysInParameters", facts.keysInParameters())
                .and("issuers", shown(facts.issuers()))
                .and("acceptedIssuers", shown(facts.acceptedIssuers()));
        return evidence.and("audiences", shown(facts.audiences()))
                .and("acceptedAudiences", shown(facts.acceptedAudiences()))
                .and("subjects", present(values.shownSubjects(facts.subjects())))
                .and("correlationId", facts.correlationId())
                .and("traceId", facts.traceId());
    }

    private Optional<List<String>> shown(List<String> texts) {
        return present(values.shown(texts).stream().map(Evidence::shortened).toList());
    }

    private static Optional<List<String>> present(List<String> texts) {
        return Optional.of(texts).filter(some -> !some.isEmpty());
    }

    /** The assumptions under which the times were read. */
    private Optional<String> reading() {
        List<MessageTime> times = List.of(
                        facts.clock(),
                        facts.validFrom(),
                        facts.validUntil(),
                        facts.keyValidFrom(),
                        facts.keyValidUntil())
                .stream()
                .flatMap(Optional::stream)
                .toList();
        boolean zone = times.stream().anyMatch(MessageTime::zoneAssumed);
        boolean monthFirst = times.stream().anyMatch(MessageTime::monthFirstAssumed);
        if (zone && monthFirst) {
            return Optional.of("no zone stands there, UTC assumed; month before day assumed");
        }
        return zone
                ? Optional.of("no zone stands there, UTC assumed")
                : Optional.of("month before day assumed").filter(assumed -> monthFirst);
    }
}
