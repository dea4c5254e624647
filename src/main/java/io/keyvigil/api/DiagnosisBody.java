package io.keyvigil.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came in the body of a diagnosis request, by member name: a raw token, a form with the field {@code token}, or JSON.
 * Read to at most 256 KiB. The text form shows nothing.
 */
record DiagnosisBody(Map<String, String> members) {

    private static final int MOST_OCTETS = 256 * 1024;
    /** Two tokens in one request would leave open which of them the answer is about. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String TOKEN = "token";

    static DiagnosisBody read(InputStream body, String contentType) {
        String text = text(body);
        if (contentType.startsWith("application/json") || text.stripLeading().startsWith("{")) {
            return new DiagnosisBody(json(text));
        }
        if (contentType.startsWith("application/x-www-form-urlencoded") && isForm(text)) {
            return new DiagnosisBody(form(text));
        }
        return new DiagnosisBody(Map.of(TOKEN, text));
    }

    Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    private static String text(InputStream body) {
        try {
            byte[] octets = body.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw ProblemException.tooLarge("a diagnosis request has at most 256 KiB");
            }
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ProblemException.badRequest("the body ended before it was complete");
        }
    }

    /** curl sends a raw token with this content type unless told otherwise. */
    private static boolean isForm(String text) {
        return text.startsWith(TOKEN + "=") || text.contains("&" + TOKEN + "=") || text.startsWith("error=");
    }

    private static Map<String, String> form(String text) {
        Map<String, String> members = new HashMap<>();
        for (String field : text.strip().split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                members.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return members;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("the form is not properly percent-encoded");
        }
    }

    private static Map<String, String> json(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null || !root.isObject()) {
                throw ProblemException.badRequest("the JSON body is an object with the member token or error");
            }
            Map<String, String> members = new LinkedHashMap<>();
            root.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    members.put(
                            member.getKey(),
                            member.getValue().isTextual()
                                    ? member.getValue().textValue()
                                    : member.getValue().toString());
                }
            });
            return members;
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("the body is not one JSON object without repeated members" + place(e));
        }
    }

    private static String place(JsonProcessingException failure) {
        return Optional.ofNullable(failure.getLocation())
                .map(location -> place(location))
                .orElse("");
    }

    private static String place(JsonLocation location) {
        return ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    @Override
    public String toString() {
        return "DiagnosisBody";
    }
}
