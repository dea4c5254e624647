package io.keyvigil.real;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.keyvigil.diagnosis.message.KnownMessage;
import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.diagnosis.message.MessageTopic;
import io.keyvigil.diagnosis.message.ReportedErrorReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real libraries are made to print their messages, and each is explained rightly: it is about the mistake of the token or key
 * set. Languages that are not installed are skipped, saying so.
 */
class PrintedMessagesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ReportedErrorReader READER = new ReportedErrorReader(new MessageCatalog());
    private static final List<PrintedSituation> SITUATIONS = PrintedSituations.all();
    private static final Map<String, PrintedSituation> BY_NAME =
            SITUATIONS.stream().collect(toMap(PrintedSituation::name, Function.identity()));

    /** A library that says only this says nothing. */
    private static final Set<String> SAYS_NOTHING = Set.of("builtins.KeyError: 0");

    @TempDir
    private static Path directory;

    private static HttpServer server;
    private static ExecutorService threads;

    @BeforeAll
    static void publishKeySets() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        SITUATIONS.forEach(situation -> server.createContext("/" + situation.name(), exchange -> {
            byte[] body = situation.jwks().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(situation.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }));
        server.start();
        List<Map<String, Object>> given = SITUATIONS.stream()
                .map(situation -> Map.<String, Object>of(
                        "name", situation.name(),
                        "token", situation.token(),
                        "jwks", situation.jwks(),
                        "url", url(situation),
                        "fetch", situation.fetch()))
                .toList();
        JSON.writeValue(directory.resolve("situations.json").toFile(), given);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static String url(PrintedSituation situation) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + situation.name();
    }

    static Set<String> sets() throws IOException {
        return MessageDriver.versions().stringPropertyNames();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void messagesOfOtherLanguagesAreExplained(String set) throws IOException, InterruptedException {
        // Given
        assumeTrue(MessageDriver.canRun(set), "not installed: what " + set + " needs");
        Path place = directory.resolve(set);
        place.toFile().mkdir();
        MessageDriver driver =
                MessageDriver.installed(set, MessageDriver.versions().getProperty(set), place);
        // When
        List<String> lines = driver.lines(directory.resolve("situations.json"));
        // Then
        List<String> wrong = new ArrayList<>();
        for (String line : lines) {
            JsonNode printed = JSON.readTree(line);
            String text = printed.get("text").asText();
            PrintedSituation situation = BY_NAME.get(printed.get("situation").asText());
            if (!isExplained(situation, text)) {
                wrong.add(printed.get("library").asText() + ", " + situation.name() + ": " + text);
            }
        }
        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    @Test
    void messagesOfJavaAreExplained() {
        // Given
        List<String> wrong = new ArrayList<>();
        int printed = 0;
        for (PrintedSituation situation : SITUATIONS) {
            // When
            Map<String, String> messages = JavaMessages.of(situation, url(situation));
            // Then
            printed += messages.size();
            messages.forEach((library, text) -> {
                if (!isExplained(situation, text)) {
                    wrong.add(library + ", " + situation.name() + ": " + text);
                }
            });
        }
        assertThat(printed).isGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    private static boolean isExplained(PrintedSituation situation, String text) {
        return SAYS_NOTHING.contains(text)
                || READER.read(text).messages().stream()
                        .map(KnownMessage::about)
                        .flatMap(List::stream)
                        .map(MessageTopic::code)
                        .anyMatch(situation.topics()::contains);
    }
}
