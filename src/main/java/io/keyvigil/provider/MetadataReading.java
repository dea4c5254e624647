package io.keyvigil.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keyvigil.jose.JwsAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a discovery document (OpenID Connect Discovery 1.0 section 3): strict UTF-8, nested at most 64 deep. Members of
 * the wrong type count as missing; at most 64 algorithms are kept, and texts of at most 2,048 characters.
 */
final class MetadataReading {

    static final int MAXIMUM_DEPTH = 64;
    static final int MAXIMUM_ALGORITHMS = 64;
    static final int MAXIMUM_TEXT = 2_048;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAXIMUM_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Outcome<ProviderMetadata> read(byte[] body) {
        return text(body).then(this::tree).then(MetadataReading::metadata);
    }

    private static Outcome<String> text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return Outcome.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return Outcome.flawed(FetchFailure.NOT_JSON, "the discovery document is not UTF-8");
        }
    }

    private Outcome<JsonNode> tree(String text) {
        if (text.isBlank()) {
            return Outcome.flawed(FetchFailure.NOT_JSON, "the discovery document is empty");
        }
        if (Html.looksLike(text)) {
            return Outcome.flawed(FetchFailure.NOT_JSON, "the discovery document looks like HTML");
        }
        try {
            return Outcome.of(json.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Outcome.flawed(FetchFailure.NOT_JSON, "the discovery document is not JSON" + place(notJson));
        }
    }

    private static String place(JsonProcessingException failure) {
        return Optional.ofNullable(failure.getLocation())
                .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                .orElse("");
    }

    private static Outcome<ProviderMetadata> metadata(JsonNode document) {
        if (!document.isObject()) {
            return Outcome.flawed(FetchFailure.NOT_DISCOVERY, "the discovery document is JSON, but not an object");
        }
        JsonNode jwksUri = document.path("jwks_uri");
        if (!jwksUri.isTextual() || jwksUri.textValue().isBlank()) {
            return Outcome.flawed(FetchFailure.NO_JWKS_URI, "the discovery document has no jwks_uri");
        }
        return Outcome.of(new ProviderMetadata(
                member(document, "issuer").orElse(""),
                jwksUri.textValue(),
                algorithms(document.path("id_token_signing_alg_values_supported")),
                member(document, "token_endpoint"),
                ClientAuthentication.of(texts(document.path("token_endpoint_auth_methods_supported"))
                        .toList())));
    }

    private static Stream<String> texts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> text.length() <= MAXIMUM_TEXT)
                .limit(MAXIMUM_ALGORITHMS);
    }

    private static List<String> algorithms(JsonNode values) {
        return texts(values)
                .map(name -> JwsAlgorithm.named(name)
                        .map(JwsAlgorithm::registeredName)
                        .orElse(name))
                .toList();
    }

    private static Optional<String> member(JsonNode document, String name) {
        return Optional.ofNullable(document.path(name).textValue()).filter(text -> text.length() <= MAXIMUM_TEXT);
    }
}
