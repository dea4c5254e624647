package io.keyvigil.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.keyvigil.jose.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The response of a token endpoint (RFC 6749 sections 5.1 and 5.2). {@code toString} shows nothing of it. */
final class TokenResponse {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MetadataReading.MAXIMUM_DEPTH)
                            .build())
                    .build())
            .build();

    private static final Pattern AADSTS = Pattern.compile("AADSTS[0-9]{4,9}");
    private static final Pattern ERROR = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}");
    private static final int LONGEST_DESCRIPTION = 200;

    private final JsonNode document;
    private final boolean html;

    private TokenResponse(JsonNode document, boolean html) {
        this.document = document;
        this.html = html;
    }

    static TokenResponse read(byte[] body) {
        try {
            return new TokenResponse(JSON.readTree(body), false);
        } catch (JsonProcessingException notJson) {
            return new TokenResponse(
                    MissingNode.getInstance(), Html.looksLike(new String(body, StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new IllegalStateException("octets in memory can be read", impossible);
        }
    }

    /** Describes a response without an access token. */
    String insteadOfToken() {
        return html ? "with HTML, such as a login or an error page," : "without access_token";
    }

    Optional<String> accessToken() {
        return text("access_token").filter(token -> !token.isEmpty());
    }

    Optional<TokenError> error() {
        return text("error").filter(ERROR.asMatchPredicate()).map(code -> new TokenError(code, aadsts()));
    }

    private Optional<String> aadsts() {
        Matcher described = AADSTS.matcher(text("error_description").orElse(""));
        JsonNode number = document.path("error_codes").path(0);
        return described.find()
                ? Optional.of(described.group())
                : Optional.of(number).filter(JsonNode::isIntegralNumber).map(code -> "AADSTS" + code.longValue());
    }

    /** The text on one line, and cut. */
    Optional<String> description() {
        return text("error_description")
                .map(text -> PlainText.quotable(text.replaceAll("\\s+", " ").strip()))
                .filter(text -> !text.isEmpty())
                .map(text ->
                        text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION) + "…");
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(document.path(name).textValue());
    }

    @Override
    public String toString() {
        return "TokenResponse";
    }
}
