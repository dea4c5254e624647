package io.keyvigil.cli;

import io.keyvigil.api.KnownHosts;
import io.keyvigil.jose.PlainText;
import io.keyvigil.notify.NotificationSettings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Checks the settings other than the watch list, and unknown variables that look like settings. */
@Singleton
final class SettingsCheck {

    private static final Logger LOG = Logger.getLogger(SettingsCheck.class);
    private static final int HIGHEST_PORT = 65_535;

    private final KeyvigilConfig config;
    private final NotificationSettings notificationSettings;
    private final int port;

    SettingsCheck(
            KeyvigilConfig config,
            NotificationSettings notificationSettings,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.notificationSettings = notificationSettings;
        this.port = port;
    }

    /** Returns the problems that prevent a start; each names the setting, the problem and the remedy. */
    List<String> problems() {
        if (port < 0 || port > HIGHEST_PORT) {
            // Only this problem: the addresses that contain the port are invalid as well.
            return List.of("QUARKUS_HTTP_PORT (quarkus.http.port) is " + port
                    + ", which is no port; set one from 1 to 65535, or leave it unset for 9494");
        }
        List<String> problems = new ArrayList<>();
        StoreAddress.problem(config.store()).ifPresent(problems::add);
        problems.addAll(notificationSettings.problems());
        config.apiHosts().orElse(List.of()).stream()
                .filter(name -> !KnownHosts.isName(name))
                .map(name -> "KEYVIGIL_API_HOSTS (keyvigil.api.hosts) has an entry that is not a host name or address: "
                        + PlainText.of(name) + "; write names without scheme, port and path, like keyvigil.example")
                .forEach(problems::add);
        return problems;
    }

    /** Logs a warning if no audience is set: tokens that the issuer made for any other service would be valid here. */
    void warnOfMissing() {
        if (config.authIssuer().isPresent() && config.authAudience().isEmpty()) {
            LOG.warn(
                    "event=setting-missing variable=KEYVIGIL_AUTH_AUDIENCE effect=\"bearer tokens of keyvigil.auth.issuer for"
                            + " any audience are valid\"");
        }
    }

    /** Logs a warning for each unknown variable, which otherwise has no visible effect. */
    static void warnOfUnknown(Map<String, String> environment) {
        UnknownVariables.in(environment)
                .forEach((name, nearest) ->
                        LOG.warnf("event=setting-unknown variable=%s nearest=%s effect=none", name, nearest));
    }
}
