package io.keyvigil.tenant;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The node tree of a text that is one YAML document; the nodes give the line of each problem. No objects are constructed from it:
 * tags that name Java classes have no effect.
 */
final class YamlDocument {

    /** The maximum length of a text, enough for 100,000 tenants. */
    static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private static final int DEEPEST_NESTING = 20;
    private static final int MOST_ALIASES = 100_000;

    private YamlDocument() {}

    /** Returns the root node; empty if the text has no document, or is not YAML, which adds a problem. */
    static Optional<Node> root(String text, Problems problems) {
        try {
            Composer documents = composer(text);
            Optional<Node> first = documents.checkNode() ? Optional.of(documents.getNode()) : Optional.empty();
            if (documents.checkNode()) {
                int line = YamlText.lineOf(documents.getNode());
                problems.add(line, "here is a second YAML document", "write one document, remove the line ---");
            }
            return first;
        } catch (MarkedYAMLException notYaml) {
            String problem = "not YAML: " + withoutNames(notYaml.getProblem());
            problems.add(
                    notYaml.getProblemMark().getLine() + 1, problem, "correct the syntax at this line or just above");
        } catch (ReaderException unprintable) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(unprintable.getPosition())
                            .filter(character -> character == '\n')
                            .count();
            problems.add(line, "not YAML: an invalid character", "remove it, or write it as \\uXXXX in quotes");
        } catch (YAMLException tooMuch) {
            problems.addWithoutLine(
                    "too large, too deeply nested or too many aliases: " + tooMuch.getMessage(),
                    "stay under " + MOST_CHARACTERS + " characters, " + DEEPEST_NESTING + " levels and " + MOST_ALIASES
                            + " aliases");
        }
        return Optional.empty();
    }

    /**
     * Removes names from a message: a secret that begins with {@code *} or {@code !} is read as an alias or a tag, and must not
     * be shown.
     */
    private static String withoutNames(String problem) {
        return problem.replaceAll("(?s)(alias|handle|tag|anchor|directive) .*", "$1");
    }

    private static Composer composer(String text) {
        LoaderOptions bounds = bounds();
        return new Composer(new ParserImpl(new LineReader(text), bounds), new Resolver(), bounds);
    }

    private static LoaderOptions bounds() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        return options;
    }
}
