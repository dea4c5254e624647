package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.message.CodePages;
import io.keyvigil.diagnosis.message.KnownMessage;
import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.diagnosis.message.ReportedError;
import io.keyvigil.diagnosis.message.ReportedErrorReader;
import io.keyvigil.diagnosis.message.ReportedFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Explains the reported message and compares it with the token.
 *
 * <ol>
 *   <li>One finding for the message, or one for each code, at most {@value #MOST}. The first has the values of the
 *       message.
 *   <li>Shows only values that precise patterns read and {@link MessageValues} allows.
 *   <li>It warns and never fails: messages are hints for users, and do not decide the verdict.
 * </ol>
 */
final class MessageCheck implements TokenCheck {

    private static final int MOST = 8;

    private final ReportedErrorReader reader;

    MessageCheck(MessageCatalog known) {
        this.reader = new ReportedErrorReader(known);
    }

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        return token.request()
                .error()
                .filter(text -> !text.isBlank())
                .map(text -> explained(token, reader.read(text)))
                .orElseGet(() -> List.of(Finding.skipped(Check.MESSAGE, "No error message was given.")));
    }

    private static List<Finding> explained(TokenUnderDiagnosis token, ReportedError reported) {
        MessageComparison comparison = new MessageComparison(token, reported.facts());
        Stream<Finding> known =
                reported.messages().stream().map(message -> finding(message, token, reported.facts(), comparison));
        Stream<Finding> all =
                reported.messages().isEmpty() ? reported.unknownCodes().stream().map(MessageCheck::unknown) : known;
        List<Finding> findings = new ArrayList<>(all.limit(MOST).toList());
        if (findings.isEmpty()) {
            findings.add(Finding.of(
                    FindingCode.MESSAGE_UNKNOWN,
                    "Keyvigil does not know this message. Paste the line with a code (AADSTS, AADB2C or IDX with a"
                            + " number), the line after the last \"Caused by\", or the token endpoint's JSON."));
        }
        int more = reported.messages().size() + reported.unknownCodes().size() - findings.size();
        Evidence facts = new MessageEvidence(token, reported.facts())
                .facts()
                .and("moreCodes", Optional.of(more).filter(number -> number > 0));
        findings.set(0, findings.get(0).with(facts.members()));
        return findings;
    }

    private static Finding finding(
            KnownMessage message, TokenUnderDiagnosis token, ReportedFacts facts, MessageComparison comparison) {
        MessageVerdict verdict = comparison.verdict(message);
        List<String> words = new ArrayList<>(List.of(printedBy(message) + message.meaning()));
        words.add(verdict.words());
        words.addAll(comparison.notes(message));
        words.add(verdict.contradicts() ? "" : message.remedy());
        Evidence evidence = MessageEvidence.ofMessage(message);
        if (MessageSteps.areKnownFor(message.id())) {
            evidence.and("steps", MessageSteps.of(message.id(), token, facts));
        }
        return Finding.of(
                verdict.contradicts() ? FindingCode.MESSAGE_CONTRADICTS_TOKEN : FindingCode.MESSAGE_EXPLAINED,
                String.join(" ", words.stream().filter(text -> !text.isBlank()).toList()),
                evidence.members());
    }

    /** The product that printed it: a code identifies its product, a text only if no other product prints it. */
    private static String printedBy(KnownMessage message) {
        if (CodePages.of(message.id()).isPresent()) {
            return message.id() + ": ";
        }
        return switch (message.products().size()) {
            case 0 -> "";
            case 1 -> message.products().get(0) + ": ";
            default -> "Printed by " + String.join(", ", message.products()) + ": ";
        };
    }

    private static Finding unknown(String id) {
        String page = CodePages.of(id).map(link -> " See " + link + ".").orElse("");
        return Finding.of(
                FindingCode.MESSAGE_UNKNOWN,
                id + " is not in Keyvigil's table of codes." + page,
                Evidence.of("reported", id).and("link", CodePages.of(id)).members());
    }
}
