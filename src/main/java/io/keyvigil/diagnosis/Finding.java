package io.keyvigil.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one check found.
 *
 * @param code empty where the check passed or was skipped
 * @param explanation in plain words, about this token; no part of the token, its signature or a personal claim
 * @param remedy what to do about this token; empty: what the code's text says
 * @param evidence numbers, names, times: texts, numbers, booleans, lists and maps of these, in a stable order
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

    /** The same as a mere warning: true, but not about this token's fate. */
    Finding asWarning() {
        return new Finding(check, Result.WARN, code, explanation, evidence, remedy);
    }

    /** The same with a remedy for this token, in the place of the one for every token with this code. */
    Finding advising(String advice) {
        return new Finding(check, result, code, explanation, evidence, Optional.of(advice));
    }

    /** The same with more to say. */
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
