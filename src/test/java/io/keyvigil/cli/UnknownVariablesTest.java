package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "KEYVIGIL_WATCHLISTT, KEYVIGIL_WATCHLIST",
        "KEYVIGIL_WATCH_LIST, KEYVIGIL_WATCHLIST",
        "KEYVIGIL_DATADIR, KEYVIGIL_DATA_DIR",
        "KEYVIGIL_NOTIFY_WEBHOK, KEYVIGIL_NOTIFY_WEBHOOK",
        "KEYVIGIL_ISSUER, KEYVIGIL_ISSUERS",
        "KEYVIGIL_DIAGNOSE_RATE_IN, KEYVIGIL_DIAGNOSE_RATE"
    })
    void mistypedNameIsToldWithTheNearest(String name, String nearest) {
        // When
        Map<String, String> unknown = UnknownVariables.in(Map.of(name, "x", "KEYVIGIL_STORE", "embedded"));

        // Then
        assertThat(unknown).containsExactly(Map.entry(name, nearest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYVIGIL_WATCHLIST",
                "KEYVIGIL_PROBE_ALLOW_0_",
                "KEYVIGIL_DEMO_STEP_SECONDS",
                "KEYVIGIL_SERVICE_HOST",
                "KEYVIGIL_SERVICE_PORT",
                "KEYVIGIL_SERVICE_PORT_HTTP",
                "KEYVIGIL_PORT",
                "KEYVIGIL_PORT_9494_TCP",
                "KEYVIGIL_PORT_9494_TCP_ADDR",
                "KEYVIGIL_HEADLESS_SERVICE_HOST",
                "KEYVIGIL_HEADLESS_PORT_9494_TCP_PORT",
                "KEYVIGIL",
                "MY_KEYVIGIL_WATCHLISTT",
                "QUARKUS_HTTP_PORT"
            })
    void whatIsMeantByNobodyAsASettingIsNotTold(String name) {
        // When
        Map<String, String> unknown = UnknownVariables.in(Map.of(name, "x"));

        // Then
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${KEYVIGIL_DB_PASSWORD}", "${keyvigil.db.password:none}"})
    void whatAnotherSettingRefersToIsNotTold(String reference) {
        // Given
        Map<String, String> environment =
                Map.of("KEYVIGIL_DB_PASSWORD", "x", "KEYVIGIL_STORE", "postgresql://u:" + reference + "@db/k");

        // When
        Map<String, String> unknown = UnknownVariables.in(environment);

        // Then
        assertThat(unknown).isEmpty();
    }

    /** Listed by hand, since a native executable does not see the mapping's methods. */
    @Test
    void everySettingIsKnown() {
        assertThat(Arrays.stream(KeyvigilConfig.class.getMethods()).map(UnknownVariablesTest::variable))
                .isSubsetOf(UnknownVariables.KNOWN)
                .hasSize(UnknownVariables.KNOWN.size() - 1);
    }

    private static String variable(Method setting) {
        String name = Optional.ofNullable(setting.getAnnotation(WithName.class))
                .map(WithName::value)
                .orElseGet(() -> setting.getName().replaceAll("([A-Z])", "_$1"));
        return "KEYVIGIL_" + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
