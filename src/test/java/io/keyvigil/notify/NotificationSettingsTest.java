package io.keyvigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationSettingsTest {

    private static final String HERE = "http://localhost:9494";

    @Test
    void nothingSetIsFine() {
        // When
        List<String> problems =
                settings(List.of(), Optional.empty(), "warning", HERE).problems();

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://alerts.example",
                "https://alerts.example:9093/prefix/",
                " http://[::1]:9093 ",
                "HTTP://127.0.0.1"
            })
    void addressesOfAlertmanagers(String address) {
        // When
        List<String> problems =
                settings(List.of(address, ""), Optional.empty(), "info", HERE).problems();

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alerts.example:9093",
                "ftp://alerts.example",
                "http://",
                "http://alerts.example:0",
                "http://alerts.example:70000",
                "http://user:s3cret@alerts.example",
                "http://alerts.example?a=s3cret",
                "http://alerts.example#s3cret",
                "http://alerts example/s3cret"
            })
    void addressesThatAreNone(String address) {
        // When
        List<String> problems =
                settings(List.of(address), Optional.empty(), "info", HERE).problems();

        // Then
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0))
                .startsWith("keyvigil.notify.alertmanager: an address ")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks.example/s3cret", "https://user:s3cret@hooks.example", "https:// /s3cret"})
    void addressOfAWebhookIsNotToldBack(String address) {
        // When
        List<String> problems =
                settings(List.of(), Optional.of(address), "info", HERE).problems();

        // Then
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).startsWith("keyvigil.notify.webhook ").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "bad, http://localhost:9494, 'keyvigil.notify.severity is none that risks have; write info, warning or critical'",
        "info, localhost, 'keyvigil.notify.external-url is not an absolute http or https address with a host;"
                + " write it like https://alerts.example'",
        "info, https://here.example?x=1, keyvigil.notify.external-url holds a query or a fragment; remove it"
    })
    void otherValuesThatAreNone(String severity, String externalUrl, String problem) {
        // When
        List<String> problems =
                settings(List.of(), Optional.empty(), severity, externalUrl).problems();

        // Then
        assertThat(problems).containsExactly(problem);
    }

    @Test
    void secretWithoutWebhookOrFile() {
        // Given
        Path nowhere = Path.of("nowhere");

        // When
        List<String> problems =
                new NotificationSettings(List.of(), Optional.empty(), Optional.of(nowhere), "warning", HERE).problems();

        // Then
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("set without keyvigil.notify.webhook");
        assertThat(problems.get(1)).startsWith("keyvigil.notify.webhook-secret-file nowhere: there is no such file");
    }

    @Test
    void moreAlertmanagersThanAClusterHas() {
        // Given
        List<String> many = IntStream.range(0, 17)
                .mapToObj(i -> "http://a" + i + ".example")
                .toList();

        // When
        List<String> problems = settings(many, Optional.empty(), "info", HERE).problems();

        // Then
        assertThat(problems).hasSize(1);
    }

    private static NotificationSettings settings(
            List<String> alertmanagers, Optional<String> webhook, String severity, String externalUrl) {
        return new NotificationSettings(alertmanagers, webhook, Optional.empty(), severity, externalUrl);
    }
}
