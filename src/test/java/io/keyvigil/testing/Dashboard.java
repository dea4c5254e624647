package io.keyvigil.testing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Grafana's dashboard as it is checked in, in the classic form with {@code panels}. */
public final class Dashboard {

    /** What Grafana itself fills in, as for a graph of an hour. */
    private static final Map<String, String> BUILT_IN =
            Map.of("__rate_interval", "1m", "__interval", "1m", "__range", "1h");

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?::\\w+)?}|(\\w+))");

    /** A panel, rows included, and where it stands. */
    public record Panel(int id, String type, String title, int x, int y, int width, int height) {

        public boolean overlaps(Panel other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    private final JsonNode document;

    private Dashboard(JsonNode document) {
        this.document = document;
    }

    /** The checked-in one. */
    public static Dashboard read() throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        return new Dashboard(mapper.readTree(Path.of("grafana", "keyvigil.json").toFile()));
    }

    public JsonNode document() {
        return document;
    }

    /** In reading order. */
    public List<Panel> panels() {
        return panelNodes().map(Dashboard::panel).toList();
    }

    /**
     * Every query of a panel, {@code title, refId} → PromQL as Prometheus gets it when all tenants and consumers are shown.
     */
    public Map<String, String> expressions() {
        return expressions(Map.of("tenant", ".*", "consumer", ".*"));
    }

    /** The same for other values of the dashboard's variables; each is a regular expression. */
    public Map<String, String> expressions(Map<String, String> variables) {
        Map<String, String> expressions = new LinkedHashMap<>();
        panelNodes().forEach(panel -> panel.path("targets")
                .forEach(target -> expressions.put(
                        panel.path("title").asText() + ", "
                                + target.path("refId").asText(),
                        substituted(target.path("expr").asText(), variables))));
        return expressions;
    }

    /** Every query of an annotation by its name, for all tenants. */
    public Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        StreamSupport.stream(document.at("/annotations/list").spliterator(), false)
                .filter(annotation -> annotation.has("expr"))
                .forEach(annotation -> annotations.put(
                        annotation.path("name").asText(),
                        substituted(annotation.path("expr").asText(), Map.of("tenant", ".*"))));
        return annotations;
    }

    /** The names of the dashboard's variables. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        document.at("/templating/list")
                .forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }

    private Stream<JsonNode> panelNodes() {
        return StreamSupport.stream(document.path("panels").spliterator(), false)
                .flatMap(panel -> Stream.concat(
                        Stream.of(panel),
                        StreamSupport.stream(panel.path("panels").spliterator(), false)));
    }

    private static Panel panel(JsonNode node) {
        JsonNode place = node.path("gridPos");
        return new Panel(
                node.path("id").asInt(),
                node.path("type").asText(),
                node.path("title").asText(),
                place.path("x").asInt(),
                place.path("y").asInt(),
                place.path("w").asInt(),
                place.path("h").asInt());
    }

    private static String substituted(String expression, Map<String, String> variables) {
        return VARIABLE.matcher(expression)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(value(match, variables)));
    }

    private static String value(MatchResult match, Map<String, String> variables) {
        String name = Optional.ofNullable(match.group(1)).orElseGet(() -> match.group(2));
        return Optional.ofNullable(variables.get(name))
                .or(() -> Optional.ofNullable(BUILT_IN.get(name)))
                .orElseThrow(() -> new IllegalArgumentException("no value for the variable " + name));
    }
}
