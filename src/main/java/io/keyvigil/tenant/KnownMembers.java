package io.keyvigil.tenant;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rejects unknown members of a mapping, and suggests the intended name. For a secret it suggests a file. */
final class KnownMembers {

    private static final Pattern SECRET =
            Pattern.compile(".*(secret|passw).*|pass|pwd|token|(access|refresh|bearer|id)token|apikey|privatekey|"
                    + "credentials?|clientassertion|authorization|bearer");

    private KnownMembers() {}

    static void check(YamlMapping mapping, List<String> known) {
        mapping.names().stream().filter(name -> !known.contains(name)).forEach(name -> refuse(mapping, name, known));
    }

    private static void refuse(YamlMapping mapping, String name, List<String> known) {
        Optional<String> meant = Nearest.to(name, known);
        String plain = AsciiCase.lower(name).replaceAll("[-_]", "");
        if (meant.isEmpty() && SECRET.matcher(plain).matches()) {
            mapping.problem(
                    name,
                    "would put a secret into the watch list",
                    "put it into a file and name that as client-secret-file, private-key-file or token-file in the"
                            + " tenant's canary");
            return;
        }
        String remedy = meant.map(nearest -> "did you mean " + nearest + "?")
                .orElse("remove it; known are " + String.join(", ", known));
        mapping.problem(name, "is not known here", remedy);
    }
}
