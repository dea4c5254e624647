package io.keyvigil.tenant;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A text of a YAML document and its first line, counted from 1. */
record YamlText(String value, int line) {

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    static boolean isAbsent(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /**
     * Whether every YAML reader interprets this node as the same text: a string, a date (a string since YAML 1.2) or a decimal
     * number in its canonical form. {@code 0x10}, {@code 1e3} and {@code yes} are not.
     */
    static boolean isText(Node node) {
        if (!(node instanceof ScalarNode)) {
            return false;
        }
        ScalarNode scalar = (ScalarNode) node;
        Tag tag = scalar.getTag();
        boolean canonicalNumber = tag.equals(Tag.INT) && scalar.getValue().matches("0|[1-9][0-9]*");
        return tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP) || canonicalNumber;
    }

    static boolean isFlag(Node node) {
        return node instanceof ScalarNode
                && ((ScalarNode) node).getScalarStyle() == ScalarStyle.PLAIN
                && ((ScalarNode) node).getValue().matches("true|false");
    }

    static String kindOf(Node node) {
        if (isAbsent(node)) {
            return "nothing";
        }
        if (node.getNodeId() == NodeId.mapping) {
            return "a mapping";
        }
        return node.getNodeId() == NodeId.sequence ? "a list" : "a single value";
    }
}
