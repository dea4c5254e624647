package io.keyvigil.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The consumer profiles.
 *
 * <ol>
 *   <li>Ids and aliases are unique, in one space of names.
 *   <li>Immutable; the order is that of the file.
 *   <li>A mistake in the file is thrown with its line: it ships with this build, so it is a bug.
 * </ol>
 */
public final class Profiles {

    static final String RESOURCE = "consumer-profiles.yaml";

    private final List<Profile> all;
    private final Map<String, Profile> byName = new LinkedHashMap<>();

    private Profiles(List<Profile> all) {
        this.all = List.copyOf(all);
        for (Profile profile : all) {
            name(profile.id(), profile);
            profile.aliases().forEach(alias -> name(alias, profile));
        }
    }

    private void name(String name, Profile profile) {
        if (byName.put(name, profile) != null) {
            throw new IllegalStateException(RESOURCE + ": two profiles are called " + name);
        }
    }

    /** Returns the profiles of this build. The file is read at the first call. */
    public static Profiles shipped() {
        return Shipped.PROFILES;
    }

    private static final class Shipped {
        private static final Profiles PROFILES = load();
    }

    private static Profiles load() {
        try (InputStream in = Profiles.class.getResourceAsStream("/" + RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in this build");
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Profiles read(Reader text) {
        Node root = new Composer(
                        new ParserImpl(new StreamReader(text), new LoaderOptions()),
                        new Resolver(),
                        new LoaderOptions())
                .getSingleNode();
        return new Profiles(rows(root).stream()
                .map(row -> new ProfileReader(new ProfileRow(row)).read())
                .toList());
    }

    /** Nodes, and not the maps of a constructor, since those have lost their lines. */
    private static List<Node> rows(Node root) {
        if (root instanceof MappingNode && ((MappingNode) root).getValue().size() == 1) {
            NodeTuple only = ((MappingNode) root).getValue().get(0);
            if (only.getValueNode() instanceof SequenceNode) {
                return ((SequenceNode) only.getValueNode()).getValue();
            }
        }
        throw ProfileRow.mistake(1, "one member with the list of profiles is expected");
    }

    public List<Profile> all() {
        return all;
    }

    /** The profile of exactly this name, in lower case as all are. */
    public Optional<Profile> find(String idOrAlias) {
        return Optional.ofNullable(byName.get(idOrAlias));
    }

    /** Returns every id and alias, sorted. */
    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }
}
