package io.keyvigil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.jose.Sha256Digest;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.JwksDocument;
import io.keyvigil.provider.ProviderMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recorded history of one provider's key sets: a JSON object with {@code service}, {@code keys} (JWKs by reference) and a
 * {@code timeline}. Each entry of the timeline has a {@code date}, and either the references of the keys published since then, or
 * the failure in {@code status}.
 */
record KeySetHistory(String service, List<Sample> samples) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HTTP_OK = 200;

    /** One entry of the timeline, in the form of a fetch result. */
    record Sample(String date, Instant at, FetchResult result) {}

    /** @throws IOException if the file cannot be read or has another format */
    static KeySetHistory read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        if (!root.path("service").isTextual() || !root.path("timeline").isArray()) {
            throw new IOException("not a key-set history: it needs a text 'service' and an array 'timeline'");
        }
        List<Sample> samples = new ArrayList<>();
        Timeline timeline = new Timeline(root.path("keys"));
        for (JsonNode entry : root.path("timeline")) {
            samples.add(timeline.sample(entry));
        }
        return new KeySetHistory(root.path("service").textValue(), samples);
    }

    /** Completes each entry with the unchanged values that it omits. */
    private static final class Timeline {

        private final JsonNode keys;
        private String issuer = "";
        private String jwksUri = "";

        Timeline(JsonNode keys) {
            this.keys = keys;
        }

        Sample sample(JsonNode entry) throws IOException {
            issuer = entry.path("issuer").asText(issuer);
            jwksUri = entry.path("discovery_jwks_uri").asText(jwksUri);
            String date = entry.path("date").asText();
            return new Sample(
                    date, startOf(date).plusSeconds(entry.path("sample").asLong()), result(entry));
        }

        private static Instant startOf(String date) throws IOException {
            try {
                return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new IOException("an entry of the timeline has no 'date' such as 2026-11-22", e);
            }
        }

        private FetchResult result(JsonNode entry) throws IOException {
            JsonNode status = entry.path("status");
            if (status.isMissingNode() || status.asInt() == HTTP_OK && status.isNumber()) {
                return fetched(entry.path("keys"));
            }
            FetchFailure reason = status.isNumber() ? FetchFailure.STATUS : FetchFailure.CONNECTION_LOST;
            return new FetchResult.Failed(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    reason,
                    status.asText(),
                    Optional.empty(),
                    Duration.ZERO);
        }

        private FetchResult fetched(JsonNode references) throws IOException {
            ObjectNode set = JSON.createObjectNode();
            ArrayNode published = set.putArray("keys");
            references.forEach(reference -> published.add(keys.path(reference.asText())));
            byte[] body = JSON.writeValueAsString(set).getBytes(StandardCharsets.UTF_8);
            JwkSetReading reading = JwkSetParser.parse(body);
            if (reading instanceof JwkSetReading.Readable readable) {
                return new FetchResult.Fetched(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new ProviderMetadata(issuer, jwksUri, List.of(), Optional.empty())),
                        Optional.of(new JwksDocument(readable.set(), readable.publicJson(), Sha256Digest.over(body))),
                        Duration.ZERO);
            }
            throw new IOException(((JwkSetReading.Unreadable) reading).detail());
        }
    }
}
