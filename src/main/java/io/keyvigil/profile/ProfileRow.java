package io.keyvigil.profile;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One row of the profiles' file. Values are taken as they are written, so {@code no} is a text. Whatever is wrong is our
 * own mistake, and thrown with its line.
 */
final class ProfileRow {

    private record Member(int line, Node value) {}

    private final int line;
    private final Map<String, Member> unread = new LinkedHashMap<>();

    ProfileRow(Node node) {
        line = lineOf(node);
        if (!(node instanceof MappingNode)) {
            throw mistake(line, "a row is a mapping");
        }
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            int itsLine = lineOf(tuple.getKeyNode());
            String name = scalar(itsLine, tuple.getKeyNode());
            if (unread.put(name, new Member(itsLine, tuple.getValueNode())) != null) {
                throw mistake(itsLine, name + " is given twice");
            }
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    static IllegalStateException mistake(int line, String what) {
        return new IllegalStateException(Profiles.RESOURCE + ", line " + line + ": " + what);
    }

    private static String scalar(int line, Node node) {
        if (!(node instanceof ScalarNode) || ((ScalarNode) node).getValue().isBlank()) {
            throw mistake(line, "a single value is expected");
        }
        return ((ScalarNode) node).getValue();
    }

    private <T> Optional<T> read(String name, Function<String, T> conversion) {
        Optional<Member> member = Optional.ofNullable(unread.remove(name));
        return member.map(found -> {
            String written = scalar(found.line(), found.value());
            try {
                return conversion.apply(written);
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                throw mistake(found.line(), name + ": " + written + " is not one");
            }
        });
    }

    /** The line is that of the row if the member is missing. */
    <T> T required(String name, Function<String, T> conversion) {
        return read(name, conversion).orElseThrow(() -> mistake(line, name + " is missing"));
    }

    <T> Optional<T> optional(String name, Function<String, T> conversion) {
        return read(name, conversion);
    }

    Optional<String> text(String name) {
        return read(name, written -> written);
    }

    Optional<Duration> duration(String name) {
        return read(name, Duration::parse);
    }

    Bound bound(String name, Map<String, Bound> words) {
        return read(
                        name,
                        written -> words.containsKey(written) ? words.get(written) : Bound.of(Duration.parse(written)))
                .orElse(Bound.UNRECORDED);
    }

    Recorded recorded(String name) {
        return read(name, coded(Recorded.values(), Recorded::code)).orElse(Recorded.UNRECORDED);
    }

    boolean flag(String name) {
        return read(name, coded(new Boolean[] {true, false}, String::valueOf)).orElse(false);
    }

    List<String> texts(String name) {
        Member member = unread.remove(name);
        if (member == null) {
            return List.of();
        }
        if (!(member.value() instanceof SequenceNode)) {
            throw mistake(member.line(), name + " is a list");
        }
        List<String> texts = new ArrayList<>();
        ((SequenceNode) member.value()).getValue().forEach(item -> texts.add(scalar(lineOf(item), item)));
        return texts;
    }

    static <T> Function<String, T> coded(T[] values, Function<T, String> code) {
        return written -> {
            for (T value : values) {
                if (code.apply(value).equals(written)) {
                    return value;
                }
            }
            throw new IllegalArgumentException(written);
        };
    }

    /** To be called once everything that is known has been read. */
    void refuseTheRest() {
        unread.forEach((name, member) -> {
            throw mistake(member.line(), name + " is not known");
        });
    }
}
