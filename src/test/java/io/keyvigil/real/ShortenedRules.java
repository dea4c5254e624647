package io.keyvigil.real;

import io.keyvigil.testing.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The checked-in rules with every {@code for} and {@code keep_firing_for} divided by {@link #FACTOR}, and nothing else. */
final class ShortenedRules {

    static final int FACTOR = 60;

    private static final Pattern DURATION = Pattern.compile("(?m)^( *(?:for|keep_firing_for): )(\\d+)([smh])$");

    private ShortenedRules() {}

    static Path write(Path file) throws IOException {
        String rules = Files.readString(AlertRule.FILE);
        return Files.writeString(
                file,
                DURATION.matcher(rules)
                        .replaceAll(match -> match.group(1)
                                + duration(match).dividedBy(FACTOR).toMillis() + "ms"));
    }

    /** How much longer an alert of the rule as it is written takes to fire. */
    static Duration cutFrom(String name, String severity) {
        String pendingFor = AlertRule.all().stream()
                .filter(rule -> rule.name().equals(name) && rule.severity().equals(severity))
                .map(AlertRule::pendingFor)
                .findFirst()
                .orElseThrow();
        Duration written = Duration.parse("PT" + pendingFor.toUpperCase(Locale.ROOT));
        return written.minus(written.dividedBy(FACTOR));
    }

    private static Duration duration(MatchResult match) {
        return Duration.parse("PT" + match.group(2) + match.group(3).toUpperCase(Locale.ROOT));
    }
}
