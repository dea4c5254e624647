package io.keyvigil.tenant;

import io.keyvigil.jose.JwsAlgorithm;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the values that tenants and consumers share. Invalid values are reported as problems and omitted. */
final class ValueReader {

    private static final Set<JwsAlgorithm> SUPPORTED = JwsAlgorithm.asymmetric();

    private final Path watchListFile;

    /** @param watchListFile relative paths are resolved against its directory */
    ValueReader(Path watchListFile) {
        this.watchListFile = watchListFile;
    }

    Optional<String> text(YamlMapping mapping, String name) {
        return mapping.text(name).map(YamlText::value);
    }

    List<String> texts(YamlMapping mapping, String name) {
        return mapping.texts(name).stream().map(YamlText::value).toList();
    }

    Optional<String> address(YamlMapping mapping, String name) {
        return checked(mapping, name, mapping.text(name), Addresses::defect);
    }

    Optional<String> issuer(YamlMapping mapping, String name) {
        return checked(mapping, name, mapping.text(name), Issuers::defect);
    }

    List<String> issuers(YamlMapping mapping, String name) {
        return mapping.texts(name).stream()
                .flatMap(text -> checked(mapping, name, Optional.of(text), Issuers::defect).stream())
                .toList();
    }

    Optional<Path> file(YamlMapping mapping, String name) {
        return mapping.text(name).flatMap(text -> {
            try {
                return Optional.of(watchListFile.resolveSibling(text.value()));
            } catch (InvalidPathException notAPath) {
                mapping.problem(name, "is not a path", "write the path of a file");
                return Optional.empty();
            }
        });
    }

    /** Returns the algorithms; empty if the member is absent, or has no valid value. */
    Set<JwsAlgorithm> algorithms(YamlMapping mapping, String name) {
        if (mapping.isEmptyList(name)) {
            mapping.problem(name, "allows none", "name at least one, or remove the line");
        }
        Set<JwsAlgorithm> algorithms = EnumSet.noneOf(JwsAlgorithm.class);
        for (YamlText alg : mapping.texts(name)) {
            Optional<JwsAlgorithm> algorithm = JwsAlgorithm.named(alg.value()).filter(SUPPORTED::contains);
            algorithm.ifPresent(algorithms::add);
            if (algorithm.isEmpty()) {
                Defect defect = algorithmDefect(alg.value());
                mapping.problemAt(alg.line(), name, defect.problem(), defect.remedy());
            }
        }
        return algorithms;
    }

    private static Defect algorithmDefect(String alg) {
        if (JwsAlgorithm.named(alg)
                .filter(known -> known.family() == JwsAlgorithm.Family.HMAC)
                .isPresent()) {
            return new Defect(
                    "holds " + alg
                            + ", whose key is a shared secret: it is not published, so there is nothing to watch",
                    "remove it; supported are " + supported());
        }
        if (AsciiCase.same(alg, "none")) {
            return new Defect("holds none, which is no signature at all", "remove it; supported are " + supported());
        }
        String problem = JwsAlgorithm.named(alg).isPresent()
                ? "holds " + alg + ", whose signatures cannot be verified here"
                : "holds " + alg + ", which is no known algorithm";
        Optional<String> meant = Nearest.to(alg, names());
        return new Defect(
                problem, meant.map(name -> "did you mean " + name + "? ").orElse("") + "supported are " + supported());
    }

    private static String supported() {
        return String.join(", ", names());
    }

    private static List<String> names() {
        return SUPPORTED.stream().map(JwsAlgorithm::registeredName).toList();
    }

    private static Optional<String> checked(
            YamlMapping mapping, String name, Optional<YamlText> text, Function<String, Optional<Defect>> check) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Defect> defect = check.apply(text.get().value());
        defect.ifPresent(found -> mapping.problemAt(text.get().line(), name, found.problem(), found.remedy()));
        return defect.isEmpty() ? text.map(YamlText::value) : Optional.empty();
    }
}
