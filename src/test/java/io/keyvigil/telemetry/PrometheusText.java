package io.keyvigil.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page in one of the exposition formats, and fails at what a scraper would refuse or count twice: a line of no
 * known form, a family without or with two HELP and TYPE lines, samples apart from their family, a series twice.
 */
final class PrometheusText {

    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:" + LABEL + "(?:," + LABEL
            + ")*,?)?\\})? (-?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|\\+?Inf)|NaN|\\+Inf)");
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) ?(.*)");

    private final Map<String, Double> series = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> help = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final boolean openMetrics;
    private Optional<String> family = Optional.empty();

    private PrometheusText(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    static PrometheusText read(String page, boolean openMetrics) {
        PrometheusText text = new PrometheusText(openMetrics);
        String body = page;
        if (openMetrics) {
            assertThat(page).endsWith("\n# EOF\n");
            body = page.substring(0, page.length() - "# EOF\n".length());
        }
        assertThat(body).endsWith("\n");
        for (String line : body.split("\n")) {
            text.line(line);
        }
        return text;
    }

    /** Values by series as written, labels included. */
    Map<String, Double> series() {
        return series;
    }

    /** Types by the family's name. */
    Map<String, String> types() {
        return types;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (comment.matches()) {
            enter(comment.group(2));
            Map<String, String> said = comment.group(1).equals("HELP") ? help : types;
            assertThat(said.put(comment.group(2), comment.group(3)))
                    .as("twice: " + line)
                    .isNull();
        } else {
            assertThat(sample.matches())
                    .as("neither comment nor sample: " + line)
                    .isTrue();
            sample(line, sample);
        }
    }

    private void enter(String name) {
        if (!family.filter(name::equals).isPresent()) {
            family.ifPresent(ended::add);
            assertThat(ended).as("families whose samples are in two places").doesNotContain(name);
            family = Optional.of(name);
        }
    }

    private void sample(String line, Matcher sample) {
        String name = sample.group(1);
        String owner = family.orElseThrow(() -> new AssertionError("a sample before its family: " + line));
        assertThat(types).as("the TYPE of " + line).containsKey(owner);
        assertThat(help).as("the HELP of " + line).containsKey(owner);
        assertThat(suffixes(types.get(owner)))
                .as("the family " + owner + " has no " + line)
                .anyMatch(suffix -> name.equals(owner + suffix));
        String key = name + Optional.ofNullable(sample.group(2)).orElse("");
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        assertThat(series.put(key, value)).as("twice: " + key).isNull();
    }

    private Set<String> suffixes(String type) {
        return switch (type) {
            case "counter" -> openMetrics ? Set.of("_total", "_created") : Set.of("");
            case "histogram" -> Set.of("_bucket", "_count", "_sum", "_created");
            case "summary" -> Set.of("", "_count", "_sum", "_created");
            case "info" -> Set.of("_info");
            default -> Set.of("");
        };
    }
}
