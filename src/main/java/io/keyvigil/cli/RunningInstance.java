package io.keyvigil.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.jose.PlainText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** A running instance, used through its HTTP API. Each failure is reported as a sentence. */
final class RunningInstance {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final Optional<String> bearerToken;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param url the part up to the port, or up to the path that a proxy adds before the API's */
    RunningInstance(String url, Optional<String> bearerToken) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.bearerToken = bearerToken;
    }

    String url() {
        return url;
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = answer(path);
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            throw new UsageException(url + " wants a bearer token with the role keyvigil-read: --token-file FILE");
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new UsageException(url + path + ": status " + answer.statusCode() + ", "
                        + PlainText.of(json.path("detail").asText("without a reason")));
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new UsageException(url + path + ": the answer is no JSON; is that Keyvigil?");
        }
    }

    private HttpResponse<String> answer(String path) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(PATIENCE)
                    .header("Accept", "application/json");
            bearerToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            throw new UsageException(url + " is no http or https address");
        } catch (ConnectException e) {
            throw new UsageException(
                    "no service listens at " + url + "; start Keyvigil there, or name another address with --url");
        } catch (HttpTimeoutException e) {
            throw new UsageException(url + " did not answer within " + PATIENCE.toSeconds() + " s");
        } catch (IOException e) {
            throw new UsageException(url + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted");
        }
    }
}
