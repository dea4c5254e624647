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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** No part of a token, of its signature or of a personal claim comes out anywhere, at any log level. */
@QuarkusTest
@WithTestResource(SituationProviders.class)
class LeakTest {

    /** A diagnosis may write nothing at all: without this line nobody would know that anything is recorded. */
    private static final String HEARD = "what the service says at its finest level is recorded";

    @Test
    void nothingOfATokenComesOut() {
        // Given
        SituationWorld world = DiagnosisOverHttp.world();
        LogRecorder recorder = LogRecorder.loudest();
        List<String> tokens = SituationSecrets.tokens(world);
        Map<String, String> places = new TreeMap<>();
        // When
        try (recorder) {
            Logger.getLogger("io.keyvigil.diagnosis").finest(HEARD);
            List<String> answers = new ArrayList<>();
            tokens.forEach(token -> answers.addAll(answersTo(token)));
            places.put("an answer", String.join("\n", answers));
            places.put(
                    "the metrics",
                    given().get("/metrics").asString()
                            + given().get("/metrics/process").asString());
        }
        places.put("the log", recorder.text());
        places.put("the database", StoredOctets.in(SituationProviders.dataDirectory()));
        // Then
        assertThat(recorder.text()).contains(HEARD);
        assertThat(places.get("the database")).contains("contoso");
        tokens.forEach(token -> places.forEach((place, text) -> assertThat(SituationSecrets.leaks(token, text))
                .as(() -> place + ": " + around(token, text))
                .isEmpty()));
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
}
