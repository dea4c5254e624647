package io.keyvigil.tenant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a watch list.
 *
 * <ol>
 *   <li>All problems of the text are reported together, each with its line and a remedy. Only a text that is not YAML ends the
 *       reading early.
 *   <li>A list is accepted as a whole or not at all. An empty text is an empty list.
 *   <li>Problems never contain values of headers or misplaced secrets.
 *   <li>Only the text is read: the files that it names need not exist. Relative paths are resolved against the directory of the
 *       watch list.
 * </ol>
 */
public final class WatchListParser {

    static final List<String> MEMBERS = List.of("tenants", "consumers", "clock");

    private static final String ID_REMEDY = "use at most 127 of a-z, 0-9 and -, and begin with a letter or digit";

    private final Problems problems;
    private final ValueReader values;

    private WatchListParser(String fileName) {
        this.problems = new Problems(fileName);
        this.values = new ValueReader(Path.of(fileName));
    }

    /** Reads a file. An unreadable file is reported as a problem. */
    public static WatchListReading parse(Path file) {
        return new WatchListFile(file).read().reading();
    }

    public static WatchListReading parse(String fileName, String yaml) {
        WatchListParser parser = new WatchListParser(fileName);
        WatchList list =
                YamlDocument.root(yaml, parser.problems).map(parser::root).orElse(WatchList.EMPTY);
        return parser.problems.reading(list);
    }

    private WatchList root(Node document) {
        return YamlMapping.of("the watch list", YamlText.lineOf(document), document, problems)
                .map(this::members)
                .orElse(WatchList.EMPTY);
    }

    private WatchList members(YamlMapping root) {
        KnownMembers.check(root, MEMBERS);
        SortedMap<ConsumerId, Consumer> consumers = new TreeMap<>();
        Set<String> declared = root.mapping("consumers", "consumers")
                .map(mapping -> consumers(mapping, consumers))
                .orElse(Set.of());
        SortedMap<TenantId, Tenant> tenants = new TreeMap<>();
        root.mapping("tenants", "tenants").ifPresent(mapping -> tenants(mapping, declared, tenants));
        TimeServers clock =
                root.mapping("clock", "clock").map(ClockReader::read).orElse(TimeServers.NONE);
        return new WatchList(tenants, consumers, clock);
    }

    private Set<String> consumers(YamlMapping mapping, Map<ConsumerId, Consumer> consumers) {
        ConsumerReader reader = new ConsumerReader(values);
        for (String name : mapping.names()) {
            ConsumerId id = new ConsumerId(checkedId(mapping, name));
            mapping.mapping(name, "consumer " + name)
                    .ifPresent(consumer -> consumers.put(id, reader.read(id, consumer)));
        }
        return mapping.names();
    }

    private void tenants(YamlMapping mapping, Set<String> declaredConsumers, Map<TenantId, Tenant> tenants) {
        TenantReader reader = new TenantReader(values, declaredConsumers);
        for (String name : mapping.names()) {
            TenantId id = new TenantId(checkedId(mapping, name));
            mapping.mapping(name, "tenant " + name)
                    .flatMap(tenant -> reader.read(id, tenant))
                    .ifPresent(tenant -> tenants.put(id, tenant));
        }
    }

    /** Returns the id, or a placeholder for an invalid id: its members are then checked, too. */
    private String checkedId(YamlMapping mapping, String name) {
        if (TenantId.FORM.matcher(name).matches()) {
            return name;
        }
        mapping.problem(name, "is not a valid id", ID_REMEDY);
        return "wrong";
    }
}
