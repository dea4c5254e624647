package io.keyvigil.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arguments of {@code diagnose}, with the same options as a request over HTTP.
 *
 * @param options the values by option, such as {@code --issuer}
 * @param file empty or {@code -}: standard input
 */
record DiagnoseArguments(Map<String, String> options, boolean verbose, Optional<Path> file) {

    static final String SYNOPSIS = "[--issuer URL | --jwks FILE | --bundle FILE] [--audience A] [--consumer C]"
            + " [--error TEXT] [--at TIME] [--verbose] [--format text|json] [FILE]";
    private static final String USAGE = "; usage: keyvigil diagnose " + SYNOPSIS;
    private static final String VERBOSE = "--verbose";
    static final List<String> WITH_VALUE =
            List.of("--issuer", "--jwks", "--bundle", "--audience", "--consumer", "--error", "--at", "--format");
    private static final List<String> SOURCES = List.of("--issuer", "--jwks", "--bundle");

    static DiagnoseArguments of(List<String> words) {
        Map<String, String> options = new TreeMap<>();
        boolean verbose = false;
        Optional<Path> file = Optional.empty();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (WITH_VALUE.contains(word)) {
                options.put(word, valueOf(word, rest));
            } else if (word.equals(VERBOSE)) {
                verbose = true;
            } else if (word.startsWith("--")) {
                throw new UsageException("unknown option " + word + USAGE);
            } else if (file.isPresent()) {
                throw new UsageException("expected at most one FILE" + USAGE);
            } else {
                file = Optional.of(Path.of(word));
            }
        }
        DiagnoseArguments arguments = new DiagnoseArguments(Map.copyOf(options), verbose, file);
        arguments.check();
        return arguments;
    }

    private void check() {
        if (SOURCES.stream().filter(options::containsKey).count() > 1) {
            throw new UsageException("--issuer, --jwks and --bundle exclude each other");
        }
        option("--format")
                .filter(format -> !List.of("text", "json").contains(format))
                .ifPresent(format -> {
                    throw new UsageException("--format is text or json");
                });
        if (option("--consumer").isPresent() && option("--bundle").isEmpty()) {
            throw new UsageException("--consumer needs the --bundle that has its watch list");
        }
        at();
    }

    private static String valueOf(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.pop();
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    Optional<Path> path(String name) {
        return option(name).map(Path::of);
    }

    Optional<Instant> at() {
        try {
            return option("--at").map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new UsageException("--at is a time of RFC 3339, such as 2026-11-22T03:00:00Z");
        }
    }

    /** Whether the given message is the only input. */
    boolean onlyMessage() {
        return file.isEmpty() && options.containsKey("--error");
    }

    Optional<Path> namedFile() {
        return file.filter(path -> !path.toString().equals("-"));
    }

    boolean json() {
        return option("--format").filter("json"::equals).isPresent();
    }

    /** Whether no keys were given. */
    boolean withoutKeys() {
        return SOURCES.stream().noneMatch(options::containsKey);
    }
}
