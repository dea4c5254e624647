package io.keyvigil.cli;

import io.keyvigil.tenant.AsciiCase;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds environment variables that look like settings of Keyvigil but are none, and are probably misspelled. Excluded are the
 * variables that Kubernetes sets for a service whose name begins with {@code keyvigil} ({@code KEYVIGIL_PORT_9494_TCP} and so on,
 * from a service's name and port), and variables that the value of another setting refers to by <code>${…}</code>.
 */
final class UnknownVariables {

    static final Set<String> KNOWN = Set.of(
            "KEYVIGIL_WATCHLIST",
            "KEYVIGIL_WATCHLIST_ON_ERROR",
            "KEYVIGIL_ISSUERS",
            "KEYVIGIL_STORE",
            "KEYVIGIL_DATA_DIR",
            "KEYVIGIL_PROBE_ALLOW",
            "KEYVIGIL_PROBE_RATE",
            "KEYVIGIL_PROVIDER_PUBLIC_ONLY",
            "KEYVIGIL_POLL_PARALLEL",
            "KEYVIGIL_METRICS_ONLY",
            "KEYVIGIL_DIAGNOSE_RATE",
            "KEYVIGIL_DIAGNOSE_RATE_IN_ALL",
            "KEYVIGIL_AUTH_ISSUER",
            "KEYVIGIL_AUTH_AUDIENCE",
            "KEYVIGIL_AUTH_ROLES_CLAIM",
            "KEYVIGIL_API_HOSTS",
            "KEYVIGIL_API_READ_ONLY",
            "KEYVIGIL_CONSUMER_GRACE",
            "KEYVIGIL_NOTIFY_ALERTMANAGER",
            "KEYVIGIL_NOTIFY_WEBHOOK",
            "KEYVIGIL_NOTIFY_WEBHOOK_SECRET_FILE",
            "KEYVIGIL_NOTIFY_SEVERITY",
            "KEYVIGIL_NOTIFY_EXTERNAL_URL",
            "KEYVIGIL_DEMO_STEP_SECONDS");

    private static final Pattern OURS = Pattern.compile("KEYVIGIL_.+");
    private static final Pattern MEMBER_OF_A_LIST = Pattern.compile("_\\d+_$");
    private static final Predicate<String> OF_KUBERNETES = Pattern.compile(
                    "KEYVIGIL_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)")
            .asMatchPredicate();
    private static final Pattern SETTING = Pattern.compile("(KEYVIGIL|QUARKUS)_.+");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]+)");

    private UnknownVariables() {}

    /** Returns the variables by name, each with the most likely intended name. */
    static Map<String, String> in(Map<String, String> environment) {
        Set<String> referred = referred(environment);
        Map<String, String> unknown = new TreeMap<>();
        environment.keySet().stream()
                .filter(OURS.asMatchPredicate().and(OF_KUBERNETES.negate()))
                .filter(name ->
                        !KNOWN.contains(MEMBER_OF_A_LIST.matcher(name).replaceFirst("")) && !referred.contains(name))
                .forEach(name -> unknown.put(name, nearest(name)));
        return unknown;
    }

    private static Set<String> referred(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> SETTING.matcher(entry.getKey()).matches())
                .flatMap(entry -> REFERENCE.matcher(entry.getValue()).results())
                .map(reference -> AsciiCase.upper(reference.group(1).replaceAll("[^A-Za-z0-9]", "_")))
                .collect(Collectors.toSet());
    }

    private static String nearest(String name) {
        return KNOWN.stream()
                .min(Comparator.<String>comparingInt(known -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Returns the number of characters to add, remove or replace (Levenshtein distance). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
