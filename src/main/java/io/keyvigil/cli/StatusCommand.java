package io.keyvigil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * {@code status}: prints risks and tenants of a running instance as a table, or the support bundle of one tenant. The exit status
 * is 0 for every response, regardless of its content, and 2 otherwise.
 */
final class StatusCommand implements Command {

    private static final String DEFAULT_URL = "http://localhost:9494";
    private static final String SYNOPSIS = "[--url URL] [--token-file FILE] [--bundle TENANT]";
    private static final List<String> OPTIONS = List.of("--url", "--token-file", "--bundle");
    private static final int MOST_TENANTS = 100;
    private static final int MOST_TOKEN_OCTETS = 64 * 1024;

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String synopsis() {
        return SYNOPSIS;
    }

    @Override
    public String summary() {
        return "Print the tenants and risks of a running instance, or the support bundle of one tenant";
    }

    @Override
    public List<String> options() {
        return OPTIONS;
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        try {
            Arguments read = Arguments.of(arguments);
            RunningInstance instance = new RunningInstance(read.url(), token(read));
            terminal.out()
                    .print(read.bundle().map(tenant -> bundle(instance, tenant)).orElseGet(() -> overview(instance)));
            return OK;
        } catch (UsageException e) {
            terminal.err().println("keyvigil status: " + e.getMessage());
            return WRONG_USAGE;
        } catch (IOException e) {
            terminal.err().println("keyvigil status: " + FileTrouble.of(e));
            return WRONG_USAGE;
        }
    }

    private static Optional<String> token(Arguments arguments) throws IOException {
        if (arguments.tokenFile().isEmpty()) {
            return Optional.empty();
        }
        Path file = arguments.tokenFile().get();
        if (!Files.isReadable(file) || Files.size(file) > MOST_TOKEN_OCTETS) {
            throw new UsageException(file + ": is no readable file with a token");
        }
        return Optional.of(Files.readString(file).strip());
    }

    private static String bundle(RunningInstance instance, String tenant) {
        if (!tenant.matches("[a-z0-9-]+")) {
            throw new UsageException("--bundle names a tenant: the id that status lists");
        }
        return TerminalJson.indented(instance.get("/api/v1/tenants/" + tenant + "/bundle")) + System.lineSeparator();
    }

    private static String overview(RunningInstance instance) {
        JsonNode risks = instance.get("/api/v1/risks?state=active&limit=" + MOST_TENANTS);
        JsonNode tenants = instance.get("/api/v1/tenants?order=worst&limit=" + MOST_TENANTS);
        return risks(risks.path("items"), more(risks))
                + System.lineSeparator()
                + tenants(tenants.path("items"), more(tenants));
    }

    private static boolean more(JsonNode page) {
        return page.hasNonNull("next");
    }

    private static String risks(JsonNode risks, boolean more) {
        if (risks.isEmpty()) {
            return "No risks." + System.lineSeparator();
        }
        List<List<String>> rows = new ArrayList<>();
        risks.forEach(risk -> rows.add(List.of(
                risk.path("severity").asText(),
                risk.path("name").asText(),
                risk.path("tenant").asText("-"),
                risk.path("consumer").asText("-"),
                risk.path("deadline").asText("-"))));
        return TextTable.of(List.of("SEVERITY", "RISK", "TENANT", "CONSUMER", "DEADLINE"), rows) + others(more);
    }

    private static String tenants(JsonNode tenants, boolean more) {
        if (tenants.isEmpty()) {
            return "No tenants: KEYVIGIL_WATCHLIST or KEYVIGIL_ISSUERS names them." + System.lineSeparator();
        }
        List<List<String>> rows = new ArrayList<>();
        tenants.forEach(tenant -> rows.add(List.of(
                tenant.path("status").asText(),
                tenant.path("id").asText(),
                tenant.path("publishedKeys").asText(),
                tenant.path("lastSuccess").asText("-"),
                tenant.path("lastRotation").asText("-"),
                tenant.path("nextRotation").asText("-"))));
        return TextTable.of(List.of("STATUS", "TENANT", "KEYS", "LAST SUCCESS", "LAST ROTATION", "NEXT ROTATION"), rows)
                + others(more);
    }

    private static String others(boolean more) {
        return more ? "… and more; the worst come first" + System.lineSeparator() : "";
    }

    private record Arguments(String url, Optional<Path> tokenFile, Optional<String> bundle) {

        static Arguments of(List<String> words) {
            String url = DEFAULT_URL;
            Optional<Path> tokenFile = Optional.empty();
            Optional<String> bundle = Optional.empty();
            Deque<String> rest = new ArrayDeque<>(words);
            while (!rest.isEmpty()) {
                String word = rest.pop();
                if (!OPTIONS.contains(word)) {
                    throw new UsageException(word + " is no option; usage: keyvigil status " + SYNOPSIS);
                }
                if (rest.isEmpty()) {
                    throw new UsageException(word + " needs a value; usage: keyvigil status " + SYNOPSIS);
                }
                switch (word) {
                    case "--url" -> url = rest.pop();
                    case "--token-file" -> tokenFile = Optional.of(Path.of(rest.pop()));
                    default -> bundle = Optional.of(rest.pop());
                }
            }
            return new Arguments(url, tokenFile, bundle);
        }
    }
}
