package io.keyvigil.diagnosis.paste;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every form in which people paste a token, and what is found. */
class PastesTest {

    private static final String HEADER = base64("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"2026-11\"}");
    private static final String PAYLOAD = base64(
            "{\"iss\":\"https://login.example/contoso\",\"aud\":\"api://orders\",\"exp\":4102444800,\"n\":\"ä~?>\"}");
    private static final String SIGNATURE = base64("x1".repeat(32));
    static final String TOKEN = HEADER + "." + PAYLOAD + "." + SIGNATURE;
    private static final String OTHER = base64("{\"alg\":\"ES256\"}") + "." + PAYLOAD + "." + SIGNATURE;
    private static final String OPAQUE = "ya29.a0AfH6SMBx1-7QkLm3_9ZpTt2vVw5";
    private static final String NONE = "";

    private final PasteReader reader =
            new PasteReader(text -> text.contains("token is expired") || text.contains("invalid_token"));

    /** A paste, the token in it (none: a message alone), and a kind that is found. */
    enum Form {
        BARE(TOKEN, TOKEN, FoundKind.TOKEN),
        LINE_END(TOKEN + "\n", TOKEN, FoundKind.TOKEN),
        SCHEME("Bearer " + TOKEN, TOKEN, FoundKind.SCHEME),
        DPOP("DPoP " + TOKEN, TOKEN, FoundKind.SCHEME),
        SCHEME_IN_LOWER_CASE("authorization: bearer  " + TOKEN, TOKEN, FoundKind.AUTHORIZATION_HEADER),
        SCHEME_TWICE("Bearer Bearer " + TOKEN, TOKEN, FoundKind.SCHEME_TWICE),
        SCHEME_TWICE_IN_HEADER("Authorization: Bearer bearer " + TOKEN, TOKEN, FoundKind.SCHEME_TWICE),
        SCHEME_WITHOUT_SPACE("Bearer" + TOKEN, TOKEN, FoundKind.SCHEME),
        SCHEME_WITH_COLON("Bearer: " + TOKEN, TOKEN, FoundKind.SCHEME),
        ENCODED_SPACE("Bearer%20" + TOKEN, TOKEN, FoundKind.PERCENT_ENCODING),
        QUOTES("\"" + TOKEN + "\"", TOKEN, FoundKind.QUOTES),
        TYPOGRAPHIC_QUOTES("\u201C" + TOKEN + "\u201D", TOKEN, FoundKind.QUOTES),
        BYTES("b'" + TOKEN + "'", TOKEN, FoundKind.PYTHON_BYTES),
        BYTES_WITH_SCHEME("Bearer b'" + TOKEN + "'", TOKEN, FoundKind.PYTHON_BYTES),
        BYTE_ORDER_MARK("\uFEFF" + TOKEN, TOKEN, FoundKind.BYTE_ORDER_MARK),
        CURL(
                "curl -sS -H 'Authorization: Bearer " + TOKEN + "' https://api.example/orders",
                TOKEN,
                FoundKind.CURL_COMMAND),
        CURL_OPTION("-H \"Authorization: Bearer " + TOKEN + "\" \\", TOKEN, FoundKind.CURL_COMMAND),
        CURL_ON_WINDOWS(
                "curl.exe -H \"Authorization: Bearer " + TOKEN + "\" ^\r\n  https://api.example",
                TOKEN,
                FoundKind.CURL_COMMAND),
        REQUEST(
                "GET /orders HTTP/1.1\r\nHost: api.example\r\nCookie: id=7\r\nAuthorization: Bearer " + TOKEN
                        + "\r\n\r\n",
                TOKEN,
                FoundKind.HTTP_REQUEST),
        EXCHANGE(
                "> GET /orders HTTP/2\n> authorization: Bearer " + TOKEN
                        + "\n>\n< HTTP/2 401\n< www-authenticate: Bearer error=\"invalid_token\"",
                TOKEN,
                FoundKind.MESSAGE),
        TOKEN_RESPONSE(
                "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":3599}",
                TOKEN,
                FoundKind.TOKEN_RESPONSE),
        TOKEN_RESPONSE_WITH_OTHERS(
                "{\"id_token\":\"" + OTHER + "\",\"access_token\":\"" + TOKEN + "\",\"refresh_token\":\"0.AX7\"}",
                TOKEN,
                FoundKind.ID_TOKEN),
        OPAQUE_RESPONSE(
                "{\"access_token\":\"" + OPAQUE + "\",\"id_token\":\"" + OTHER + "\"}", OPAQUE, FoundKind.ID_TOKEN),
        ESCAPED_JSON("body=\"{\\\"access_token\\\":\\\"" + TOKEN + "\\\"}\"", TOKEN, FoundKind.TOKEN),
        FRAGMENT("https://app.example/cb#access_token=" + TOKEN + "&token_type=Bearer&state=1", TOKEN, FoundKind.TOKEN),
        QUERY("wss://api.example/live?jwt=" + TOKEN + "&v=2", TOKEN, FoundKind.TEXT_AFTER),
        PATH("https://api.example/verify/" + TOKEN + "/now", TOKEN, FoundKind.ADDRESS),
        GRANT("grant_type=jwt-bearer&assertion=" + TOKEN + "&client_secret=hush", TOKEN, FoundKind.TOKEN),
        ENVIRONMENT("export API_TOKEN=" + TOKEN, TOKEN, FoundKind.TEXT_BEFORE),
        POWERSHELL("$token = @\"\r\n" + TOKEN + "\r\n\"@", TOKEN, FoundKind.TEXT_BEFORE),
        YAML("auth:\n  token: " + TOKEN + "\n  other: 1", TOKEN, FoundKind.TEXT_AFTER),
        SECRET("data:\n  token: " + base64WithPadding(TOKEN) + "\n  namespace: ZGVmYXVsdA==", TOKEN, FoundKind.BASE64),
        SECRET_OF_LINE("" + base64WithPadding("Bearer " + TOKEN + "\n"), TOKEN, FoundKind.BASE64),
        SECRET_WRAPPED(base64WithPadding(TOKEN).replaceAll("(.{64})", "$1\n"), TOKEN, FoundKind.BASE64),
        PERCENT_ENCODED("token%3D" + TOKEN.replace(".", "%2E") + "%26x", TOKEN, FoundKind.PERCENT_ENCODING),
        UNICODE_ESCAPES("\"" + TOKEN.replace(".", "\\u002e") + "\"", TOKEN, FoundKind.ESCAPES),
        ENTITIES("<td>" + TOKEN.replace(".", "&#46;") + "</td>", TOKEN, FoundKind.ESCAPES),
        MAIL(TOKEN.replaceAll("(.{76})", "$1\r\n"), TOKEN, FoundKind.WHITE_SPACE),
        QUOTED_MAIL("> " + TOKEN.replaceAll("(.{72})", "$1\n> "), TOKEN, FoundKind.WHITE_SPACE),
        QUOTED_PRINTABLE(TOKEN.replaceAll("(.{75})", "$1=\r\n"), TOKEN, FoundKind.WHITE_SPACE),
        CONTINUED_LINES(TOKEN.replaceAll("(.{60})", "$1\\\\\n"), TOKEN, FoundKind.WHITE_SPACE),
        ESCAPED_LINES("\"" + TOKEN.replaceAll("(.{60})", "$1\\\\n") + "\"", TOKEN, FoundKind.WHITE_SPACE),
        LITERALS("\"" + TOKEN.replaceAll("(.{60})", "$1\"\n  + \"") + "\"", TOKEN, FoundKind.WHITE_SPACE),
        SPACES_AT_DOTS(TOKEN.replace(".", ". "), TOKEN, FoundKind.WHITE_SPACE),
        ZERO_WIDTH(TOKEN.substring(0, 50) + "\u200B" + TOKEN.substring(50), TOKEN, FoundKind.INVISIBLE_CHARACTERS),
        LOG_TAIL(TOKEN + " 11:11:49.782386   40364 v3.go:79] EOF", TOKEN, FoundKind.TEXT_AFTER),
        LOG_LINE("12:00 WARN auth: token is expired, token=" + TOKEN + ", path=/a", TOKEN, FoundKind.MESSAGE),
        LOG_LINE_JSON(
                "{\"level\":\"warn\",\"msg\":\"token is expired\",\"jwt\":\"" + TOKEN + "\"}",
                TOKEN,
                FoundKind.MESSAGE),
        SENTENCE("The token is " + TOKEN + ". Why?", TOKEN, FoundKind.TEXT_AFTER),
        PARENTHESES("(" + TOKEN + ")", TOKEN, FoundKind.TEXT_AFTER),
        SEVERAL(TOKEN + "\n" + OTHER, TOKEN, FoundKind.OTHER_TOKEN),
        SESSION_COOKIE(
                "Cookie: session=" + base64("{\"user\":\"7\"}") + ".Yk3xAg.aaaaaaaaaaaaaaaaaaaaaaaaaaa\nX-Token: "
                        + TOKEN,
                TOKEN,
                FoundKind.COOKIE),
        SHORTENED(
                HEADER + "." + PAYLOAD.substring(0, 40) + "..." + SIGNATURE.substring(60),
                HEADER + "." + PAYLOAD.substring(0, 40),
                FoundKind.ELLIPSIS),
        SHORTENED_BY_CHARACTER(
                HEADER + "." + PAYLOAD.substring(0, 40) + "\u2026",
                HEADER + "." + PAYLOAD.substring(0, 40),
                FoundKind.ELLIPSIS),
        SHORTENED_HEADER("eyJhbGciOi...", "eyJhbGciOi", FoundKind.ELLIPSIS),
        SIGNATURE_REMOVED(HEADER + "." + PAYLOAD + ".[REDACTED]", HEADER + "." + PAYLOAD + ".", FoundKind.ELLIPSIS),
        SIGNATURE_REPLACED(
                HEADER + "." + PAYLOAD + ".SIGNATURE_REMOVED_BY_GOOGLE",
                HEADER + "." + PAYLOAD + ".SIGNATURE_REMOVED_BY_GOOGLE",
                FoundKind.ELLIPSIS),
        TRUNCATED_IN_A_LINE(
                "token " + TOKEN.substring(0, TOKEN.length() - 9) + " rejected because of this",
                TOKEN.substring(0, TOKEN.length() - 9),
                FoundKind.TEXT_AFTER),
        STANDARD_ALPHABET(
                "Bearer " + HEADER + "." + PAYLOAD + "==." + SIGNATURE,
                HEADER + "." + PAYLOAD + "==." + SIGNATURE,
                FoundKind.SCHEME),
        FOUR_SEGMENTS(TOKEN + ".abc", TOKEN + ".abc", FoundKind.TOKEN),
        NULL("Bearer null", NONE, FoundKind.PLACEHOLDER),
        UNDEFINED("Authorization: Bearer undefined", NONE, FoundKind.PLACEHOLDER),
        OBJECT("authorization: Bearer [object Promise]", NONE, FoundKind.PLACEHOLDER),
        VARIABLE("curl -H 'Authorization: Bearer ${TOKEN}' https://api.example", NONE, FoundKind.PLACEHOLDER),
        TEMPLATE("Authorization: Bearer {{access_token}}", NONE, FoundKind.PLACEHOLDER),
        SCHEME_ALONE("Authorization: Bearer", NONE, FoundKind.PLACEHOLDER),
        OPAQUE_ALONE(
                "gho_16C7e42F292c6912E7710c838347Ae178B4a",
                "gho_16C7e42F292c6912E7710c838347Ae178B4a",
                FoundKind.OPAQUE_TOKEN),
        OPAQUE_IN_HEADER("Authorization: Bearer " + OPAQUE, OPAQUE, FoundKind.OPAQUE_TOKEN),
        BASIC("Authorization: Basic dXNlcjpwYXNzd29yZDE=", "dXNlcjpwYXNzd29yZDE=", FoundKind.BASIC_CREDENTIALS);

        private final String text;
        private final String token;
        private final FoundKind kind;

        Form(String text, String token, FoundKind kind) {
            this.text = text;
            this.token = token;
            this.kind = kind;
        }
    }

    /** What has no token in it. */
    enum Message {
        SENTENCE("The token is expired."),
        EXCEPTION("io.jsonwebtoken.ExpiredJwtException"),
        SPRING("org.springframework.security.oauth2.jwt.JwtValidationException"),
        CHALLENGE("WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"a.b.c\""),
        HTTP("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"api\"\r\n"),
        JSON("{\"error\":\"invalid_client\"}"),
        HTML("<html><body>401.1.2.3</body></html>"),
        NUMBERS("IDX10223: Lifetime validation failed. 1.2.3");

        private final String text;

        Message(String text) {
            this.text = text;
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void tokenIsFound(Form form) {
        // When
        Paste paste = reader.read(form.text);
        // Then
        assertThat(paste.token()).contains(form.token);
        assertThat(paste.found()).extracting(Found::kind).contains(form.kind);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void nothingAroundTheTokenIsRepeated(Form form) {
        // When
        Paste paste = reader.read(form.text);
        // Then
        assertThat(paste.found()).allSatisfy(found -> assertThat(found.where())
                .matches("(before|after|around|in|instead of) the token|the whole text|line \\d+|member [a-z_]+"));
    }

    @ParameterizedTest
    @EnumSource(Message.class)
    void messageAloneIsNoToken(Message message) {
        // When
        Paste paste = reader.read(message.text);
        // Then
        assertThat(paste.token()).isEmpty();
        assertThat(paste.message()).isEqualTo(Optional.of(message.text));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64WithPadding(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
