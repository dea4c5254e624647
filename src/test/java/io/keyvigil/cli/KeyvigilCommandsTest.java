package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyvigilCommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void replayPrintsALineForEachEvent() throws URISyntaxException {
        // Given
        String history = Path.of(getClass().getResource("history.json").toURI()).toString();

        // When
        int status = run("replay", history);

        // Then
        assertThat(status).isZero();
        assertThat(lines().map(line -> line.replaceAll(",\"thumbprint.*", "")))
                .containsExactly(
                        line("02", "key-added", "\"two\""),
                        line("03", "provider-unreachable", "null"),
                        line("04", "jwks-uri-changed", "null"),
                        line("04", "provider-recovered", "null"),
                        line("05", "key-withdrawn", "\"one\""),
                        line("06", "key-added", "\"one\""),
                        line("06", "key-withdrawn", "\"two\""),
                        line("06", "rotation-disjoint", "null"),
                        line("07", "key-metadata-changed", "\"one\""),
                        line("08", "key-added", "\"one\""),
                        line("08", "key-withdrawn", "\"one\""),
                        line("08", "key-material-replaced", "\"one\""),
                        line("08", "rotation-disjoint", "null"),
                        line("09", "key-withdrawn", "\"one\""),
                        line("09", "set-emptied", "null"),
                        line("10", "key-added", "\"one\""),
                        line("10", "key-added", "\"two\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{\"service\":\"a\"}",
                "{\"service\":\"a\",\"timeline\":[{\"date\":\"yesterday\",\"keys\":[]}]}",
                "{\"service\":\"a\",\"timeline\":[{\"keys\":[]}]}",
                "{\"service\":\"a\",\"timeline\":[7]}"
            })
    void replayOfSomethingElseSaysSo(String text) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("history.json"), text);

        // When
        int status = run("replay", file.toString());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("keyvigil replay: " + file);
    }

    @Test
    void replayGoesOnAfterAFileThatIsMissing() throws URISyntaxException {
        // Given
        String history = Path.of(getClass().getResource("history.json").toURI()).toString();

        // When
        int status = run("replay", directory.resolve("missing.json").toString(), history);

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(lines()).hasSize(17);
    }

    @Test
    void checkOfARightWatchListPraises() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("watchlist.yaml"), "tenants:\n  a: {issuer: https://idp.example}\n");

        // When
        int status = run("check", file.toString());

        // Then
        assertThat(status).isZero();
        assertThat(lines()).containsExactly(file + ": OK: 1 tenant, 0 consumers, 0 time servers");
    }

    @Test
    void checkOfAWrongWatchListListsEveryProblem() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("watchlist.yaml"),
                "tenants:\n  a: {issuer: idp.example}\n  B: {issuer: https://idp.example}\n");

        // When
        int status = run("check", file.toString());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(lines()).hasSize(2).allMatch(line -> line.contains(file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "replay", "no-such-command", "--no-such-option"})
    void wrongUsageIsToldApart(String command) {
        // When
        int status = run(command);

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("keyvigil");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    serve --prot 9000,                2, keyvigil serve: takes no arguments
                    demo fast,                        2, keyvigil demo: takes no arguments
                    diagnose nowhere.jwt,             2, keyvigil diagnose: nowhere.jwt: there is no such file
                    diagnose --jwks nowhere.json,     2, keyvigil diagnose: nowhere.json: there is no such file
                    diagnose --bundle nowhere.json,   2, keyvigil diagnose: nowhere.json: there is no such file
                    diagnose --isuer https://a,       2, keyvigil diagnose: unknown option --isuer; usage:
                    diagnose one two,                 2, keyvigil diagnose: expected at most one FILE; usage:
                    replay nowhere.json,              1, keyvigil replay: nowhere.json: there is no such file
                    status --urll http://a,           2, keyvigil status: --urll is no option; usage:
                    status contoso,                   2, keyvigil status: contoso is no option; usage:
                    status --url,                     2, keyvigil status: --url needs a value; usage:
                    """)
    void wrongArgumentIsNamed(String command, int expected, String message) {
        // When
        int status = run(command.split(" "));

        // Then
        assertThat(status).isEqualTo(expected);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "check FILE", "replay FILE…", "--version"})
    void helpListsTheCommand(String command) {
        // When
        int status = run("--help");

        // Then
        assertThat(status).isZero();
        assertThat(lines()).anyMatch(line -> line.startsWith("  " + command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "check", "replay", "diagnose", "status", "completion"})
    void commandExplainsItself(String command) {
        // When
        int status = run(command, "--help");

        // Then
        assertThat(status).isZero();
        assertThat(lines()).first().asString().startsWith("usage: keyvigil " + command);
    }

    @Test
    void versionIsPrinted() {
        // When
        int status = run("--version");

        // Then
        assertThat(status).isZero();
        assertThat(lines()).singleElement().asString().matches("keyvigil \\d+\\.\\d+.*");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return Keyvigil.run(List.of(arguments), terminal);
    }

    private Stream<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines();
    }

    private static String line(String day, String kind, String kid) {
        return "{\"service\":\"example\",\"date\":\"2026-01-" + day + "\",\"kind\":\"" + kind + "\",\"kid\":" + kid;
    }
}
