package io.keyvigil.tenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the watch list, read member by member.
 *
 * <ol>
 *   <li>A member of the wrong type is reported as a problem with its line, and then counts as absent.
 *   <li>Problems never contain a value: it may be a secret.
 * </ol>
 */
final class YamlMapping {

    private record Member(int line, Node value) {}

    private final String place;
    private final int line;
    private final Problems problems;
    private final Map<String, Member> members = new LinkedHashMap<>();

    private YamlMapping(String place, int line, Problems problems) {
        this.place = place;
        this.line = line;
        this.problems = problems;
    }

    /** Returns the node as a mapping. An empty node counts as a mapping without members. */
    static Optional<YamlMapping> of(String place, int line, Node node, Problems problems) {
        YamlMapping mapping = new YamlMapping(place, line, problems);
        if (node instanceof MappingNode) {
            ((MappingNode) node).getValue().forEach(mapping::add);
        } else if (!YamlText.isAbsent(node)) {
            String problem = place + " is " + YamlText.kindOf(node) + ", expected a mapping";
            problems.add(line, problem, "write lines of the form `name: value`, indented under it");
            return Optional.empty();
        }
        return Optional.of(mapping);
    }

    private void add(NodeTuple tuple) {
        int nameLine = YamlText.lineOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode)) {
            problems.add(nameLine, place + ": a name is " + YamlText.kindOf(tuple.getKeyNode()), "write a plain name");
            return;
        }
        String name = ((ScalarNode) tuple.getKeyNode()).getValue();
        if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
            problems.add(nameLine, place + ": merging with << is not supported", "write the members out");
            return;
        }
        Member earlier = members.putIfAbsent(name, new Member(nameLine, tuple.getValueNode()));
        if (earlier != null) {
            String problem =
                    place + ": " + name + " is given twice, in line " + earlier.line() + " and in line " + nameLine;
            problems.add(nameLine, problem, "keep one of the two, or give one another name");
        }
    }

    Set<String> names() {
        return members.keySet();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    private int line(String name) {
        return members.get(name).line();
    }

    /** Adds a problem of the mapping as a whole. */
    void problem(String problem, String remedy) {
        problems.add(line, place + " " + problem, remedy);
    }

    /** Adds a problem of one existing member. */
    void problem(String name, String problem, String remedy) {
        problemAt(line(name), name, problem, remedy);
    }

    void problemAt(int itemLine, String name, String problem, String remedy) {
        problems.add(itemLine, place + ": " + name + " " + problem, remedy);
    }

    boolean isMapping(String name) {
        return members.get(name).value() instanceof MappingNode;
    }

    Optional<YamlMapping> mapping(String name) {
        return mapping(name, place + ": " + name);
    }

    Optional<YamlMapping> mapping(String name, String itsPlace) {
        return Optional.ofNullable(members.get(name))
                .flatMap(member -> of(itsPlace, member.line(), member.value(), problems));
    }

    Optional<YamlText> text(String name) {
        return Optional.ofNullable(members.get(name)).flatMap(member -> text(name, member.line(), member.value()));
    }

    /** Returns a scalar of any type as written: {@code 60} is a number in YAML, but may be intended as a duration. */
    Optional<YamlText> written(String name) {
        Member member = members.get(name);
        if (member != null && member.value() instanceof ScalarNode && !YamlText.isAbsent(member.value())) {
            return Optional.of(new YamlText(((ScalarNode) member.value()).getValue(), member.line()));
        }
        return text(name);
    }

    Optional<Boolean> flag(String name) {
        Member member = members.get(name);
        if (member == null) {
            return Optional.empty();
        }
        if (!YamlText.isFlag(member.value())) {
            problem(name, "is neither true nor false", "write true or false, without quotes");
            return Optional.empty();
        }
        return Optional.of(Boolean.valueOf(((ScalarNode) member.value()).getValue()));
    }

    boolean isEmptyList(String name) {
        Member member = members.get(name);
        return member != null
                && member.value() instanceof SequenceNode
                && ((SequenceNode) member.value()).getValue().isEmpty();
    }

    List<YamlText> texts(String name) {
        Member member = members.get(name);
        if (member == null) {
            return List.of();
        }
        if (!(member.value() instanceof SequenceNode)) {
            String problem = "is " + YamlText.kindOf(member.value()) + ", expected a list";
            problem(name, problem, "write it in brackets: " + name + ": [first, second]");
            return List.of();
        }
        List<YamlText> texts = new ArrayList<>();
        for (Node item : ((SequenceNode) member.value()).getValue()) {
            text(name, YamlText.lineOf(item), item).ifPresent(texts::add);
        }
        return texts;
    }

    private Optional<YamlText> text(String name, int itsLine, Node node) {
        if (YamlText.isAbsent(node)
                || (YamlText.isText(node) && ((ScalarNode) node).getValue().isBlank())) {
            problemAt(itsLine, name, "has no value", "write one, or remove the line");
        } else if (!(node instanceof ScalarNode)) {
            problemAt(itsLine, name, "is " + YamlText.kindOf(node) + ", expected a text", "write one text");
        } else if (!YamlText.isText(node)) {
            problemAt(itsLine, name, "is not a text to every reader of YAML", "write it in quotes");
        } else {
            return Optional.of(new YamlText(((ScalarNode) node).getValue(), itsLine));
        }
        return Optional.empty();
    }
}
