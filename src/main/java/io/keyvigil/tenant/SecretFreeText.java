package io.keyvigil.tenant;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * The storable text of a watch list, without the values of headers, which may be secrets. A removed value is recognized when the
 * text is read again. A header that names a file is unchanged.
 */
final class SecretFreeText {

    private SecretFreeText() {}

    /**
     * Returns the text itself if it has no value of a header: composing a new text takes seconds for 100,000 tenants. Returns
     * empty for a text that is not a YAML document.
     *
     * @param read the watch list that was read from the text
     */
    static Optional<String> of(String yaml, Optional<WatchList> read) {
        boolean secrets = read.stream()
                .flatMap(list -> list.tenants().values().stream())
                .flatMap(tenant -> tenant.headers().values().stream())
                .anyMatch(value -> value.file().isEmpty());
        return secrets ? YamlDocument.root(yaml, new Problems("")).map(SecretFreeText::written) : Optional.of(yaml);
    }

    private static String written(Node root) {
        members(root, "tenants").forEach(tenants -> values(tenants)
                .forEach(tenant -> members(tenant, "headers").forEach(SecretFreeText::clear)));
        StringWriter text = new StringWriter();
        DumperOptions options = new DumperOptions();
        try {
            Serializer serializer = new Serializer(new Emitter(text, options), new Resolver(), options, null);
            serializer.open();
            serializer.serialize(root);
            serializer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static List<Node> members(Node node, String name) {
        return tuples(node).stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .map(NodeTuple::getValueNode)
                .toList();
    }

    private static List<Node> values(Node node) {
        return tuples(node).stream().map(NodeTuple::getValueNode).toList();
    }

    private static List<NodeTuple> tuples(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private static void clear(Node headers) {
        if (headers instanceof MappingNode mapping) {
            List<NodeTuple> cleared = new ArrayList<>();
            mapping.getValue().forEach(header -> cleared.add(cleared(header)));
            mapping.setValue(cleared);
        }
    }

    private static NodeTuple cleared(NodeTuple header) {
        return header.getValueNode() instanceof ScalarNode ? new NodeTuple(header.getKeyNode(), notKept()) : header;
    }

    private static Node notKept() {
        NodeTuple member = new NodeTuple(scalar(Tag.STR, HeadersReader.NOT_KEPT), scalar(Tag.BOOL, "true"));
        return new MappingNode(Tag.MAP, List.of(member), DumperOptions.FlowStyle.FLOW);
    }

    private static Node scalar(Tag tag, String value) {
        return new ScalarNode(tag, value, null, null, DumperOptions.ScalarStyle.PLAIN);
    }
}
