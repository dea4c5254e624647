package io.keyvigil.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects the evidence of a finding in display order. Untrusted texts are cut. */
final class Evidence {

    private static final int LONGEST_TEXT = 256;

    private final Map<String, Object> members = new LinkedHashMap<>();

    static Evidence of(String name, Object value) {
        return new Evidence().and(name, value);
    }

    Evidence and(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> and(name, present));
        } else if (value instanceof String text) {
            members.put(name, shortened(text));
        } else if (value instanceof Instant || value instanceof Duration) {
            members.put(name, value.toString());
        } else {
            members.put(name, value);
        }
        return this;
    }

    Evidence and(Map<String, Object> more) {
        members.putAll(more);
        return this;
    }

    Map<String, Object> members() {
        return members;
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
