package io.keyvigil.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The result of one check.
 *
 * @param code empty if the check passed or was skipped
 * @param explanation about this token, in plain words; no part of the token, its signature or a personal claim
 * @param remedy the recommended action for this token; empty: the remedy of the code
 * @param evidence numbers, names and times: texts, numbers, booleans, lists and maps of these, in a stable order
 */
public record Finding(
        Check check,
        Result result,
        Optional<FindingCode> code,
        String explanation,
        Map<String, Object> evidence,
        Optional<String> remedy) {

    Finding(Check check, Result result, Optional<FindingCode> code, String explanation, Map<String, Object> evidence) {
        this(check, result, code, explanation, evidence, Optional.empty());
    }

    public Finding {
        evidence = evidence.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    static Finding of(FindingCode code, String explanation, Map<String, Object> evidence) {
        return new Finding(code.check(), code.result(), Optional.of(code), explanation, evidence);
    }

    static Finding of(FindingCode code, String explanation) {
        return of(code, explanation, Map.of());
    }

    static Finding pass(Check check, String explanation) {
        return new Finding(check, Result.PASS, Optional.empty(), explanation, Map.of());
    }

    static Finding pass(Check check, String explanation, Map<String, Object> evidence) {
        return new Finding(check, Result.PASS, Optional.empty(), explanation, evidence);
    }

    static Finding skipped(Check check, String explanation) {
        return new Finding(check, Result.SKIPPED, Optional.empty(), explanation, Map.of());
    }

    /** Returns this finding as a warning: true, but without effect on the verdict. */
    Finding asWarning() {
        return new Finding(check, Result.WARN, code, explanation, evidence, remedy);
    }

    /** Returns this finding with a remedy for this token, which replaces the one of the code. */
    Finding advising(String advice) {
        return new Finding(check, result, code, explanation, evidence, Optional.of(advice));
    }

    /** Returns this finding with a further sentence and further evidence. */
    Finding adding(String sentence, Map<String, Object> more) {
        Finding all = with(more);
        return new Finding(check, result, code, explanation + " " + sentence, all.evidence, remedy);
    }

    Finding with(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(evidence);
        all.putAll(more);
        return new Finding(check, result, code, explanation, all, remedy);
    }

    boolean fails() {
        return result == Result.FAIL;
    }
}
