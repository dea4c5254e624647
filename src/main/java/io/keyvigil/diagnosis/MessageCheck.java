package io.keyvigil.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was reported, explained and held against the token.
 *
 * <ol>
 *   <li>One finding a code, at most {@value #MOST}; the first carries what else stands in the message.
 *   <li>Nothing is shown but what precise patterns picked out and {@link MessageValues} lets pass.
 *   <li>It warns and never fails: codes and texts are hints for people, and decide nothing.
 * </ol>
 */
final class MessageCheck implements TokenCheck {

    private static final int MOST = 8;

    private final ErrorCodes known;
    private final ReportedErrorReader reader;

    MessageCheck(ErrorCodes known) {
        this.known = known;
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

    private List<Finding> explained(TokenUnderDiagnosis token, ReportedError reported) {
        MessageEvidence evidence = new MessageEvidence(token, reported.facts());
        if (!reported.recognised()) {
            return List.of(Finding.of(
                    FindingCode.MESSAGE_UNKNOWN,
                    "Nothing in the message is known here. Look for AADSTS, AADB2C or IDX with a number, the line after"
                            + " the last \"Caused by\", or the token endpoint's JSON, and paste that.",
                    evidence.facts().members()));
        }
        MessageComparison comparison = new MessageComparison(token, reported.facts());
        List<Finding> findings = new ArrayList<>();
        reported.codes().stream()
                .limit(MOST)
                .map(id -> known.code(id)
                        .map(code -> finding(code, token, reported.facts(), comparison))
                        .orElseGet(() -> unknown(id)))
                .forEach(findings::add);
        reported.texts().stream()
                .limit(MOST - findings.size())
                .map(text -> finding(text, token, reported.facts(), comparison))
                .forEach(findings::add);
        int more = reported.codes().size() + reported.texts().size() - findings.size();
        Evidence all = evidence.facts().and("moreCodes", Optional.of(more).filter(number -> number > 0));
        findings.set(0, findings.get(0).with(all.members()));
        return findings;
    }

    private static Finding finding(
            ErrorCode code, TokenUnderDiagnosis token, ReportedFacts facts, MessageComparison comparison) {
        MessageVerdict verdict = comparison.verdict(code);
        List<String> words = new ArrayList<>(List.of(code.id() + ": " + code.meaning()));
        words.add(verdict.words());
        words.addAll(comparison.notes(code));
        words.add(verdict.contradicts() ? "" : code.hint());
        Evidence evidence = MessageEvidence.ofCode(code);
        if (MessageSteps.areKnownFor(code.id())) {
            evidence.and("steps", MessageSteps.of(code.id(), token, facts));
        }
        return Finding.of(
                verdict.contradicts() ? FindingCode.MESSAGE_CONTRADICTS_TOKEN : FindingCode.MESSAGE_EXPLAINED,
                String.join(" ", words.stream().filter(text -> !text.isBlank()).toList()),
                evidence.members());
    }

    private static Finding unknown(String id) {
        String link =
                ErrorCode.link(id).map(page -> " Its maker's page: " + page).orElse("");
        return Finding.of(
                FindingCode.MESSAGE_UNKNOWN,
                id + " is not in the table of known codes." + link,
                Evidence.of("reported", id).and("link", ErrorCode.link(id)).members());
    }
}
