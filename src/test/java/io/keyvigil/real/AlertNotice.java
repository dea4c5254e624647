package io.keyvigil.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One alert as Alertmanager sent it to its receiver, with the time of arrival. */
record AlertNotice(Instant arrivedAt, JsonNode alert) {

    private static final Pattern DEADLINE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2} \\S+ [+-]\\d{4}) UTC");
    private static final DateTimeFormatter HUMANIZED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS][.SS][.S] xx", Locale.ROOT);

    /** {@code name, severity, tenant, consumer}; empty text for what it is not about. */
    String subject() {
        return String.join(" ", label("alertname"), label("severity"), label("tenant"), label("consumer"))
                .strip();
    }

    boolean firing() {
        return alert.path("status").asText().equals("firing");
    }

    String label(String name) {
        return alert.path("labels").path(name).asText();
    }

    String annotation(String name) {
        return alert.path("annotations").path(name).asText();
    }

    /** Returns the time that its summary names. */
    Optional<Instant> deadline() {
        Matcher told = DEADLINE.matcher(annotation("summary"));
        return told.find()
                ? Optional.of(OffsetDateTime.parse(told.group(1), HUMANIZED).toInstant())
                : Optional.empty();
    }
}
