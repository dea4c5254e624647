package io.keyvigil.diagnosis.message;

import static io.keyvigil.diagnosis.message.MessageTopic.AUDIENCE;
import static io.keyvigil.diagnosis.message.MessageTopic.FETCH;
import static io.keyvigil.diagnosis.message.MessageTopic.ISSUER;
import static io.keyvigil.diagnosis.message.MessageTopic.KEY;
import static io.keyvigil.diagnosis.message.MessageTopic.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportedErrorReaderTest {

    private static final String EXPIRED =
            "AADSTS700024: Client assertion is not within its valid time range. Current time:"
                    + " 2026-11-22T03:15:07.1234567Z, assertion valid from 2026-11-22T02:00:00.0000000Z, expiry time of"
                    + " assertion 2026-11-22T03:00:00.0000000Z.";
    private static final String ENDPOINT = "{\"error\":\"invalid_client\",\"error_description\":\"" + EXPIRED
            + " Trace ID: 0a1b2c3d-1111-2222-3333-444455556666 Correlation ID: 99999999-aaaa-bbbb-cccc-ddddeeeeffff"
            + " Timestamp: 2026-11-22 03:15:07Z\",\"error_codes\":[700024],\"timestamp\":\"2026-11-22 03:15:07Z\","
            + "\"trace_id\":\"0a1b2c3d-1111-2222-3333-444455556666\","
            + "\"correlation_id\":\"99999999-aaaa-bbbb-cccc-ddddeeeeffff\","
            + "\"error_uri\":\"https://login.microsoftonline.com/error?code=700024\"}";
    private static final ReportedErrorReader READER = new ReportedErrorReader(new MessageCatalog());

    static Stream<Arguments> pastedTexts() {
        return Stream.of(
                arguments(ENDPOINT, List.of("AADSTS700024")),
                arguments("2026-11-22 ERROR [main] c.e.Auth - body=" + quoted(ENDPOINT), List.of("AADSTS700024")),
                arguments(quoted(quoted(ENDPOINT)), List.of("AADSTS700024")),
                arguments(
                        "<p>AADSTS50013: Assertion failed signature validation. [Reason - The key was not found.,"
                                + " Thumbprint of key used by client:"
                                + " &#39;0123456789ABCDEF0123456789ABCDEF01234567&#39;]</p>",
                        List.of("AADSTS50013")),
                arguments(
                        "Microsoft.IdentityModel.Tokens.SecurityTokenSignatureKeyNotFoundException: IDX10503:"
                                + " Signature validation failed. Number of keys in TokenValidationParameters: '0'. \n"
                                + "Number of keys in Configuration: '7'.\n"
                                + "   at System.IdentityModel.Tokens.Jwt.Validate()",
                        List.of("IDX10503")),
                arguments("The provided token failed signature validation: AADB2C90239", List.of("AADB2C90239")),
                arguments("see https://login.microsoftonline.com/error?code=50011 please", List.of("AADSTS50011")),
                arguments(
                        "https://app.example/cb?error=server_error&error_description=AADSTS900384%3a+JWT+token+failed",
                        List.of("AADSTS900384")),
                arguments(
                        "AADSTS50013 after AADSTS700027, then AADSTS50013 again",
                        List.of("AADSTS50013", "AADSTS700027")));
    }

    @ParameterizedTest
    @MethodSource("pastedTexts")
    void codesAreFoundInWhateverIsPasted(String text, List<String> codes) {
        // When
        ReportedError reported = READER.read(text);
        // Then
        assertThat(Stream.concat(reported.messages().stream().map(KnownMessage::id), reported.unknownCodes().stream()))
                .containsExactlyElementsOf(codes);
    }

    static Stream<Arguments> chains() {
        return Stream.of(
                arguments(
                        "Java",
                        "BadJwtException: An error occurred while attempting to decode the Jwt: Signed JWT rejected:"
                                + " Invalid signature\n"
                                + "\tat a.B.c(B.java:1)\n"
                                + "Caused by: com.nimbusds.jwt.proc.BadJWTException: Expired JWT\n"
                                + "\tat d.E.f(E.java:2)",
                        TIME),
                arguments(
                        ".NET",
                        "IDX20803: Unable to obtain configuration from: 'https://op.example'. --->"
                                + " System.IO.IOException: IDX20804: Unable to retrieve document from:"
                                + " 'https://op.example'.\n"
                                + " --- End of inner exception stack trace ---",
                        FETCH),
                arguments(
                        "Python, cause first",
                        "jwt.exceptions.InvalidAudienceError: Audience doesn't match\n\n"
                                + "The above exception was the direct cause of the following exception:\n\n"
                                + "ValueError: Could not verify token signature.",
                        AUDIENCE),
                arguments("Go", "oidc: verify token: oidc: id token issued by a different provider, expected", ISSUER),
                arguments(
                        "Rust",
                        "Error: validation\n\nCaused by:\n    jsonwebtoken::errors::Error: ExpiredSignature",
                        TIME),
                arguments(
                        "WWW-Authenticate",
                        "Bearer error=\"invalid_token\", error_description=\"The issuer 'https://a.example' is"
                                + " invalid\"",
                        ISSUER),
                arguments(
                        "JSON in JSON",
                        quoted("{\"error\":\"invalid_grant\",\"error_description\":" + quoted("assertion expired")
                                + "}"),
                        TIME),
                arguments("HTML", "&lt;Message&gt;Incorrect token audience&lt;/Message&gt;", AUDIENCE),
                arguments(
                        "redirect",
                        "error=invalid_client&error_description=AADSTS700212%3A+No+matching+record",
                        AUDIENCE),
                arguments(
                        "guess of a library",
                        "idToken has \"kid\" claim which does not correspond to a known public key. Most likely the token is"
                                + " expired, so get a fresh token.",
                        KEY),
                arguments(
                        "log of a proxy",
                        "[error] could not find key with kid: k1 || JWT signature verification failed || aborting",
                        KEY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void innermostMessageIsExplained(String form, String text, MessageTopic topic) {
        // When
        ReportedError reported = READER.read(text);
        // Then
        assertThat(reported.messages()).singleElement().satisfies(message -> assertThat(message.about())
                .as(message.meaning())
                .startsWith(topic));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer error=\"invalid_token\"|WRAPPER",
                "signature verification failed|GENERAL",
                "Audiences in Jwt are not allowed|SPECIFIC",
                "AADSTS900384: JWT token failed signature validation|CODE",
                "AADSTS70002: Error validating credentials. AADSTS50012: signature is invalid|CODE"
            })
    void theMostParticularLevelWins(String text, KnownMessage.Level level) {
        // When
        ReportedError reported = READER.read("invalid_client at 03:15 [ERROR] " + text + " at c.e.F(F.java:17)");
        // Then
        assertThat(reported.messages()).extracting(KnownMessage::level).containsOnly(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jwt.exceptions.InvalidSignatureError: Signature verification failed|PyJWT",
                "JWT::VerificationError: Signature verification failed|ruby-jwt",
                "Signature verification failed|''",
                "The token is expired|''",
                "authlib.jose.errors.ExpiredTokenError: expired_token: The token is expired|Authlib",
                "Audiences in Jwt are not allowed|Envoy,Istio",
                "istio-proxy: Audiences in Jwt are not allowed|Istio",
                "The Token's Signature resulted invalid when verified using the Algorithm: x|Auth0 java-jwt"
            })
    void productIsNamedOnlyIfTheTextProvesIt(String text, String products) {
        // When
        ReportedError reported = READER.read(text);
        // Then
        assertThat(reported.messages()).singleElement().satisfies(message -> assertThat(
                        String.join(",", message.products()))
                .isEqualTo(products));
    }

    @Test
    void reasonOfACodeIsExplainedInsteadOfTheCode() {
        // When
        ReportedError reported =
                READER.read("{\"error_description\":\"AADSTS50013: Assertion failed signature validation."
                        + " [Reason - The key was not found.]\",\"error_codes\":[50013]}");
        // Then
        assertThat(reported.messages()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo("AADSTS50013");
            assertThat(message.about()).startsWith(KEY);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22T03:15:07.1234567Z|2026-11-22T03:15:07.123456700Z|false",
                "11/22/2026 3:15:07 AM|2026-11-22T03:15:07Z|true",
                "11/22/2026 3:15:07 PM|2026-11-22T15:15:07Z|true",
                "11/22/2026 12:15:07 AM|2026-11-22T00:15:07Z|true",
                "[2026-11-22 03:15:07Z]|2026-11-22T03:15:07Z|false",
                "2026-11-22 03:15:07|2026-11-22T03:15:07Z|true",
                "'22.11.2026 03:15:07'|2026-11-22T03:15:07Z|true",
                "2026-11-22T04:15:07+01:00|2026-11-22T03:15:07Z|false",
                "2026-11-22 03:15:07 +0000 UTC|2026-11-22T03:15:07Z|false",
                "NumericDate{1795317307 -> Nov 22, 2026 3:15:07 AM GMT}|2026-11-22T03:15:07Z|false"
            })
    void timesAreReadInManyForms(String time, Instant expected, boolean zoneAssumed) {
        // When
        MessageTime read = READER.read("AADSTS700024: Current time: " + time + ", and so on")
                .facts()
                .currentTime()
                .orElseThrow();
        // Then
        assertThat(read.at()).isEqualTo(expected);
        assertThat(read.zoneAssumed()).isEqualTo(zoneAssumed);
    }

    @Test
    void windowAndIdentifiersOfTheTokenEndpointAreExtracted() {
        // When
        ReportedFacts facts = READER.read(ENDPOINT).facts();
        // Then
        assertThat(facts.currentTime().orElseThrow().at()).isEqualTo("2026-11-22T03:15:07.123456700Z");
        assertThat(facts.validFrom().orElseThrow().at()).isEqualTo("2026-11-22T02:00:00Z");
        assertThat(facts.validUntil().orElseThrow().at()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(facts.timestamp().orElseThrow().at()).isEqualTo("2026-11-22T03:15:07Z");
        assertThat(facts.correlationId()).contains("99999999-aaaa-bbbb-cccc-ddddeeeeffff");
        assertThat(facts.traceId()).contains("0a1b2c3d-1111-2222-3333-444455556666");
    }

    @Test
    void thumbprintAndValidityOfTheKeyFoundAreExtracted() {
        // Given
        String text =
                "AADSTS50013: Assertion failed signature validation. [Reason - Key was found, but use of the key to"
                        + " verify the signature failed., Thumbprint of key used by client:"
                        + " '0123456789ABCDEF0123456789ABCDEF01234567', Found key 'Start=11/01/2025 00:00:00,"
                        + " End=11/01/2027 00:00:00']";
        // When
        ReportedFacts facts = READER.read(text).facts();
        // Then
        assertThat(facts.thumbprints()).containsExactly("0123456789ABCDEF0123456789ABCDEF01234567");
        assertThat(facts.keyValidFrom().orElseThrow().at()).isEqualTo("2025-11-01T00:00:00Z");
        assertThat(facts.keyValidUntil().orElseThrow().at()).isEqualTo("2027-11-01T00:00:00Z");
    }

    @Test
    void issuersAndAudiencesOfDotNetAreExtracted() {
        // Given
        String text = "IDX10205: Issuer validation failed. Issuer: 'https://sts.windows.net/t/'. Did not match:"
                + " validationParameters.ValidIssuer: 'null' or validationParameters.ValidIssuers:"
                + " 'https://a.example, https://b.example'. IDX10214: Audience validation failed. Audiences:"
                + " 'api://orders'. Did not match: validationParameters.ValidAudience: 'api://billing' or"
                + " validationParameters.ValidAudiences: 'null'.";
        // When
        ReportedFacts facts = READER.read(text).facts();
        // Then
        assertThat(facts.issuers()).containsExactly("https://sts.windows.net/t/");
        assertThat(facts.acceptedIssuers()).containsExactly("https://a.example", "https://b.example");
        assertThat(facts.audiences()).containsExactly("api://orders");
        assertThat(facts.acceptedAudiences()).containsExactly("api://billing");
    }

    @Test
    void kidAndTheKeysTriedAreToldApart() {
        // Given
        String text = "IDX10501: Signature validation failed. Unable to match key: \nkid: 'abc'.\nNumber of keys in"
                + " Configuration: '2'. Keys tried: 'Microsoft.IdentityModel.Tokens.X509SecurityKey, KeyId: 'k1',"
                + " InternalId: 'x'. , KeyId: 'k2', InternalId: 'y'.'";
        // When
        ReportedFacts facts = READER.read(text).facts();
        // Then
        assertThat(facts.kids()).containsExactly("abc");
        assertThat(facts.heldKids()).containsExactly("k1", "k2");
        assertThat(facts.keysInConfiguration()).contains(2);
    }

    @Test
    void namesOfFederatedAssertionsAreExtracted() {
        // Given
        String text =
                "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer:"
                        + " 'https://oidc.example'. Assertion Subject: 'system:serviceaccount:shop:orders'. Assertion"
                        + " Audience: 'api://AzureADTokenExchange'.";
        // When
        ReportedFacts facts = READER.read(text).facts();
        // Then
        assertThat(facts.issuers()).containsExactly("https://oidc.example");
        assertThat(facts.subjects()).containsExactly("system:serviceaccount:shop:orders");
        assertThat(facts.audiences()).containsExactly("api://AzureADTokenExchange");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
