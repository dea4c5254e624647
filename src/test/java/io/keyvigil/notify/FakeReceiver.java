package io.keyvigil.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes everything, or answers as a test wants. */
final class FakeReceiver implements DeliveryClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Message> attempts = new ArrayList<>();
    private final List<Message> taken = new ArrayList<>();
    private Function<Message, DeliveryResult> answer = message -> DeliveryResult.TAKEN;

    void answers(Function<Message, DeliveryResult> other) {
        answer = other;
    }

    void fails(DeliveryFailure failure) {
        answer = message -> DeliveryResult.failed(failure, "as the test wants it");
    }

    void fails(DeliveryFailure failure, Duration retryAfter) {
        answer = message -> new DeliveryResult(Optional.of(failure), "", Optional.of(retryAfter));
    }

    void takes() {
        answer = message -> DeliveryResult.TAKEN;
    }

    @Override
    public DeliveryResult post(Message message) {
        attempts.add(message);
        DeliveryResult result = answer.apply(message);
        if (result.taken()) {
            taken.add(message);
        }
        return result;
    }

    List<Message> attempts() {
        return List.copyOf(attempts);
    }

    List<Message> taken() {
        return List.copyOf(taken);
    }

    /** The bodies that were taken. */
    List<JsonNode> bodies() {
        return taken.stream().map(message -> json(message.body())).toList();
    }

    /** {@code fired KeyvigilConsumerStale/contoso/orders} and so on. */
    List<String> events() {
        return bodies().stream().map(FakeReceiver::event).toList();
    }

    static String event(JsonNode body) {
        return body.path("type").asText().replace("io.keyvigil.risk.", "") + " "
                + body.path("subject").asText();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
