package io.keyvigil.notify;

import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.AsciiCase;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The configured receivers of notifications.
 *
 * @param alertmanagers base addresses, of each member of a cluster
 * @param webhook an address, whose path or query may be a secret
 * @param secretFile signs what the webhook gets
 * @param severity the code of the minimum severity
 * @param externalUrl the address of this service for users
 */
public record NotificationSettings(
        List<String> alertmanagers,
        Optional<String> webhook,
        Optional<Path> secretFile,
        String severity,
        String externalUrl) {

    private static final String PREFIX = "keyvigil.notify.";
    private static final int MOST_ALERTMANAGERS = 16;
    private static final int HIGHEST_PORT = 65_535;

    public NotificationSettings {
        alertmanagers = alertmanagers.stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
        externalUrl = externalUrl.strip().replaceFirst("/+$", "");
    }

    /** Returns each problem with its place and the fix; never shows the webhook's address. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String address : alertmanagers) {
            defect(address, false).ifPresent(what -> problems.add(PREFIX + "alertmanager: an address " + what));
        }
        if (alertmanagers.size() > MOST_ALERTMANAGERS) {
            problems.add(PREFIX + "alertmanager: more than " + MOST_ALERTMANAGERS
                    + " addresses; name the members of one cluster");
        }
        webhook.flatMap(address -> defect(address, true)).ifPresent(what -> problems.add(PREFIX + "webhook " + what));
        if (secretFile.isPresent() && webhook.isEmpty()) {
            problems.add(PREFIX + "webhook-secret-file is set without " + PREFIX
                    + "webhook; set the address too, or leave out the file");
        }
        secretFile
                .flatMap(file -> new SigningSecret(file).problem())
                .ifPresent(what -> problems.add(PREFIX + "webhook-secret-file " + what));
        if (known(severity).isEmpty()) {
            problems.add(PREFIX + "severity is none that risks have; write info, warning or critical");
        }
        defect(externalUrl, false).ifPresent(what -> problems.add(PREFIX + "external-url " + what));
        return problems;
    }

    boolean hasNoReceivers() {
        return alertmanagers.isEmpty() && webhook.isEmpty();
    }

    private static Optional<String> defect(String address, boolean queryAllowed) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException notAUri) {
            return Optional.of("is not an address; write it like https://alerts.example");
        }
        boolean http = AsciiCase.same("http", uri.getScheme()) || AsciiCase.same("https", uri.getScheme());
        if (!http || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            return Optional.of(
                    "is not an absolute http or https address with a host; write it like https://alerts.example");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("contains user info, which is not sent; remove everything before the @");
        }
        if (uri.getRawFragment() != null || !queryAllowed && uri.getRawQuery() != null) {
            return Optional.of(
                    queryAllowed
                            ? "holds a fragment; remove the # and what follows"
                            : "holds a query or a fragment; remove it");
        }
        return Optional.empty();
    }

    private static Optional<Severity> known(String code) {
        return Arrays.stream(Severity.values())
                .filter(each -> AsciiCase.same(each.code(), code.strip()))
                .findFirst();
    }

    Severity least() {
        return known(severity).orElseThrow();
    }

    List<URI> alertmanagerUris() {
        return alertmanagers.stream().map(URI::create).toList();
    }

    Optional<URI> webhookUri() {
        return webhook.map(String::strip).map(URI::create);
    }
}
