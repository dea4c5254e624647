package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.diagnosis.SituationSecrets;
import io.keyvigil.diagnosis.SituationWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** No part of a token, of its signature or of a personal claim comes out anywhere, at any log level. */
@QuarkusTest
@WithTestResource(SituationProviders.class)
class LeakTest {

    /** Everything that is logged, as the console would show it, stack traces included. */
    private static final class Recorder extends Handler {

        private static final List<String> CLIENTS = List.of("org.apache.http", "io.restassured", "groovyx");

        private final PatternFormatter formatter = new PatternFormatter("%d %p %c %m %e%n");
        private final StringBuilder text = new StringBuilder();

        @Override
        public synchronized void publish(LogRecord logged) {
            boolean ofTheTestsClient = CLIENTS.stream().anyMatch(logged.getLoggerName()::startsWith);
            if (ofTheTestsClient) {
                return;
            }
            text.append(formatter.format(ExtLogRecord.wrap(logged)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        synchronized String text() {
            return text.toString();
        }
    }

    @Test
    void nothingOfATokenComesOut() {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        Recorder recorder = new Recorder();
        Map<String, Level> levels = loudest(recorder);
        List<String> tokens = SituationSecrets.tokens(world);
        Map<String, String> places = new TreeMap<>();
        // When
        try {
            List<String> answers = new ArrayList<>();
            tokens.forEach(token -> answers.addAll(answersTo(token)));
            places.put("an answer", String.join("\n", answers));
            places.put(
                    "the metrics",
                    given().get("/metrics").asString()
                            + given().get("/metrics/process").asString());
        } finally {
            restored(levels, recorder);
        }
        places.put("the log", recorder.text());
        places.put("the database", stored());
        // Then
        assertThat(recorder.text().lines().count()).isGreaterThan(20);
        assertThat(places.get("the database")).contains("contoso");
        tokens.forEach(token -> places.forEach((place, text) ->
                assertThat(SituationSecrets.leaks(token, text)).as(place).isEmpty()));
    }

    /** The lines with something of the token in them, for whoever has to find where they come from. */
    private static List<String> around(String token, String text) {
        return text.lines()
                .filter(line -> !SituationSecrets.leaks(token, line).isEmpty())
                .map(line -> line.substring(0, Math.min(200, line.length())))
                .limit(3)
                .toList();
    }

    private static List<String> answersTo(String token) {
        String padded = token.replace("\"", "");
        return List.of(
                text("text/plain", token, ""),
                json(SituationSecrets.asked(token)),
                json(SituationSecrets.reported(token)),
                json("{\"token\":\"" + padded + "\",\"tenant\":\"nobody\"}"),
                json("{\"token\":\"" + padded + "\""),
                json("{\"" + padded + "\":1}"),
                json("{\"token\":\"a\",\"jwks\":\"" + padded + "\"}"),
                json("{\"token\":\"a\",\"at\":\"" + padded + "\"}"),
                json("{\"token\":\"a\",\"fresh\":\"" + padded + "\"}"),
                json("{\"token\":\"a\",\"tenant\":\"" + padded + "\"}"),
                json("{\"token\":\"a\",\"consumer\":\"" + padded + "\"}"),
                text("text/plain", token, "?color=true"),
                text("application/x-www-form-urlencoded", "token=" + token + "%zz", ""),
                text("application/jwt", token, ""));
    }

    private static String text(String contentType, String body, String query) {
        return given().config(RestAssured.config()
                        .encoderConfig(
                                EncoderConfig.encoderConfig().encodeContentTypeAs(contentType, ContentType.TEXT)))
                .header("Content-Type", contentType)
                .body(body)
                .post("/diagnose" + query)
                .asString();
    }

    private static String json(String body) {
        return DiagnosisOverHttp.post(body).asString();
    }

    private static Map<String, Level> loudest(Recorder recorder) {
        Map<String, Level> before = new TreeMap<>();
        for (String name : List.of("", "io.keyvigil", "io.quarkus", "io.vertx", "org.jboss", "io.netty")) {
            Logger logger = Logger.getLogger(name);
            before.put(name, logger.getLevel() == null ? Level.INFO : logger.getLevel());
            logger.setLevel(name.equals("io.keyvigil") ? Level.ALL : Level.FINE);
        }
        Logger.getLogger("").addHandler(recorder);
        return before;
    }

    private static void restored(Map<String, Level> levels, Recorder recorder) {
        Logger.getLogger("").removeHandler(recorder);
        levels.forEach((name, level) -> Logger.getLogger(name).setLevel(level));
    }

    private static String stored() {
        try (Stream<Path> files = Files.walk(SituationProviders.dataDirectory())) {
            StringBuilder octets = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                octets.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return octets.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
