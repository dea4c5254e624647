package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.provider.CanaryResult.Failed;
import io.keyvigil.provider.CanaryResult.Signed;
import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.FakeTokenEndpoint;
import io.keyvigil.testing.MisbehavingServer;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.testing.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCanaryClientTest {

    private static final String SECRET = "p4ss w0rd:&%~+longer-than-eight";
    private static final SigningKey KEY = SigningKeys.rsa("signing");
    private static final SigningKey OTHER = SigningKeys.rsa("other");
    private static final SigningKey EC = SigningKeys.ec("curve");

    @TempDir
    private Path directory;

    private final FakeTokenEndpoint endpoint = FakeTokenEndpoint.start();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final KnownKeys keys = new KnownKeys();
    private Path secretFile;

    /** The keys of a test; a fresh poll brings those that are added to {@code next}. */
    private static final class KnownKeys implements CanaryKeys {
        private final List<SigningKey> published = new ArrayList<>(List.of(OTHER, KEY));
        private final List<SigningKey> next = new ArrayList<>();
        private final List<SigningKey> withdrawn = new ArrayList<>();
        private int polls;

        @Override
        public List<Jwk> published() {
            return jwks(published);
        }

        @Override
        public List<Jwk> withdrawn() {
            return jwks(withdrawn);
        }

        @Override
        public void readAnew() {
            polls++;
            published.addAll(next);
        }

        private static List<Jwk> jwks(List<SigningKey> keys) {
            return keys.stream().map(key -> JwkSetParser.parseKey(key.jwk())).toList();
        }
    }

    @BeforeEach
    void writeSecret() throws IOException {
        secretFile = secret(SECRET + "\n", "rw-r-----");
        endpoint.sign(KEY);
    }

    @AfterEach
    void end() {
        endpoint.close();
        threads.shutdownNow();
    }

    static Stream<SigningKey> signingKeys() {
        return Stream.of(KEY, EC);
    }

    @ParameterizedTest
    @MethodSource("signingKeys")
    void tokenTellsWhichPublishedKeySigns(SigningKey key) {
        // Given
        keys.published.add(EC);
        Instant issued = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        endpoint.issue(Tokens.signed(key, issued));

        // When
        CanaryResult result = ask();

        // Then
        assertThat(result)
                .isEqualTo(new Signed(new CanaryResult.Signer(
                        JwkSetParser.parseKey(key.jwk()).thumbprint().orElseThrow(), Optional.of(key.kid()), issued)));
        assertThat(keys.polls).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"iat\":\"soon\"}", "{\"iat\":99999999999}", "{\"iat\":1e99}", "{\"iat\":-1}"})
    void withoutUsableIatTheAnswersMomentCounts(String claims) {
        // Given
        endpoint.issue(Tokens.signed(KEY, claims));
        Instant before = Instant.now();

        // When
        CanaryResult result = ask();

        // Then
        assertThat(((Signed) result).signer().issuedAt()).isBetween(before, Instant.now());
    }

    @Test
    void secretGoesInTheHeaderByDefaultBothPartsFormEncoded() {
        // When
        ask();

        // Then
        assertThat(endpoint.requests()).hasSize(1).first().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.body()).isEqualTo("grant_type=client_credentials&scope=api%3A%2F%2Forders%2F.default");
            assertThat(request.authorization().map(HttpCanaryClientTest::decoded))
                    .hasValue("probe%2F1:p4ss+w0rd%3A%26%25%7E%2Blonger-than-eight");
        });
    }

    @Test
    void secretGoesInTheBodyWhereTheProviderTakesItNowhereElse() {
        // When
        CanaryResult result = ask(metadata(ClientAuthentication.POST));

        // Then
        assertThat(result).isInstanceOf(Signed.class);
        assertThat(endpoint.requests()).hasSize(1).first().satisfies(request -> {
            assertThat(request.body())
                    .endsWith("&client_id=probe%2F1&client_secret=p4ss+w0rd%3A%26%25%7E%2Blonger-than-eight");
            assertThat(request.authorization()).isEmpty();
        });
    }

    @Test
    void whereTheProviderDoesNotSayAndRefusesTheHeaderTheBodyIsTried() {
        // Given
        endpoint.signForSecretsInTheBody(KEY);

        // When
        CanaryResult result = ask();

        // Then
        assertThat(result).isInstanceOf(Signed.class);
        assertThat(endpoint.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"'', UNSTATED", "'client_secret_post client_secret_basic', BASIC", "client_secret_post, POST"})
    void methodIsTheListedOne(String listed, ClientAuthentication expected) {
        // When
        ClientAuthentication method =
                ClientAuthentication.of(listed.isEmpty() ? List.of() : List.of(listed.split(" ")));

        // Then
        assertThat(method).isEqualTo(expected);
    }

    @Test
    void providerThatTakesNoSecretsIsNotAsked() {
        // When
        Failed failed = (Failed) ask(metadata(ClientAuthentication.of(List.of("private_key_jwt"))));

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.NO_SECRET_ACCEPTED);
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void rotatedSecretIsUsedAtOnce() throws IOException {
        // Given
        ask();
        secretFile = secret("rotated", "rw-------");

        // When
        ask();

        // Then
        assertThat(endpoint.requests())
                .extracting(request -> decoded(request.authorization().orElseThrow()))
                .last()
                .isEqualTo("probe%2F1:rotated");
    }

    @Test
    void missingSecretFileIsToldAndNobodyIsAsked() throws IOException {
        // Given
        Files.delete(secretFile);

        // When
        Failed failed = (Failed) ask();

        // Then
        assertRefused(failed, CanaryFailure.SECRET_MISSING, "there is no such file");
    }

    static Stream<Arguments> badSecretFiles() {
        return Stream.of(
                Arguments.of("", "rw-------", CanaryFailure.SECRET_EMPTY, "there is nothing in it"),
                Arguments.of("\r\n\n", "rw-------", CanaryFailure.SECRET_EMPTY, "there is nothing in it"),
                Arguments.of("x", "rw-r--r--", CanaryFailure.SECRET_EXPOSED, "chmod o-r"),
                Arguments.of("x".repeat(4_097), "rw-------", CanaryFailure.SECRET_TOO_LARGE, "larger than 4 KiB"),
                Arguments.of("one\ntwo\n", "rw-------", CanaryFailure.SECRET_UNREADABLE, "several lines"),
                Arguments.of("\u00ff", "rw-------", CanaryFailure.SECRET_UNREADABLE, "not text in UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("badSecretFiles")
    void badSecretFileIsRefusedAndNobodyIsAsked(String content, String permissions, CanaryFailure reason, String saying)
            throws IOException {
        // Given
        secretFile = secret(content, permissions);

        // When
        Failed failed = (Failed) ask();

        // Then
        assertRefused(failed, reason, saying);
    }

    @Test
    void directoryInPlaceOfTheSecretIsRefused() throws IOException {
        // Given
        secretFile = Files.createDirectory(directory.resolve("folder"));

        // When
        Failed failed = (Failed) ask();

        // Then
        assertRefused(failed, CanaryFailure.SECRET_UNREADABLE, "not a regular file");
    }

    private void assertRefused(Failed failed, CanaryFailure reason, String saying) {
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.detail()).contains(secretFile.toString()).contains(saying);
        assertThat(reason.local()).isTrue();
        assertThat(endpoint.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example/token", "http://10.0.0.1/token"})
    void secretDoesNotTravelOverPlainHttp(String uri) {
        // When
        Failed failed = (Failed) ask(metadata(uri, ClientAuthentication.BASIC));

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.INSECURE);
    }

    @Test
    void addressThatWasToldOverPlainHttpGetsNoSecret() {
        // Given
        Tenant tenant = Tenants.of(
                "plain",
                new KeySource.Discovery("http://login.example/.well-known/openid-configuration"),
                Duration.ofHours(1));

        // When
        CanaryResult result = client(Duration.ofSeconds(10))
                .ask(
                        tenant,
                        canary(),
                        Optional.of(metadata("https://login.example/token", ClientAuthentication.BASIC)),
                        keys);

        // Then
        assertThat(((Failed) result).reason()).isEqualTo(CanaryFailure.INSECURE);
    }

    @Test
    void tokenEndpointAtAnotherOriginThanTheFirstGetsNoSecret() {
        // Given
        ProviderMetadata first = metadata("https://idp.example:8443/token", ClientAuthentication.BASIC);

        // When
        Failed failed = (Failed) ask(metadata(ClientAuthentication.BASIC).following(first));

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.OTHER_ORIGIN);
        assertThat(failed.detail()).contains(endpoint.uri()).contains("token-endpoint");
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void tokenEndpointOfTheWatchListIsAskedWhateverDiscoverySays() {
        // Given
        Canary canary = canary(Canary.Method.CLIENT_SECRET, secretFile, Optional.of(endpoint.uri()));
        ProviderMetadata metadata = metadata("https://other.example/token", ClientAuthentication.BASIC);

        // When
        CanaryResult result = client(Duration.ofSeconds(20)).ask(Tenants.of("a"), canary, Optional.of(metadata), keys);

        // Then
        assertThat(result).isInstanceOf(Signed.class);
    }

    @Test
    void tokenEndpointOfTheWatchListNeedsNoDiscovery() {
        // Given
        Canary canary = canary(Canary.Method.CLIENT_SECRET, secretFile, Optional.of(endpoint.uri()));

        // When
        CanaryResult result = client(Duration.ofSeconds(20)).ask(Tenants.of("a"), canary, Optional.empty(), keys);

        // Then
        assertThat(result).isInstanceOf(Signed.class);
    }

    @Test
    void projectedTokenIsTheAssertion() throws IOException {
        // Given
        Path file = secret("eyJ.projected.token\n", "rw-r--r--");

        // When
        ask(Canary.Method.TOKEN, file);

        // Then
        assertThat(endpoint.requests()).singleElement().satisfies(request -> {
            assertThat(request.authorization()).isEmpty();
            assertThat(request.body())
                    .contains("client_id=probe%2F1")
                    .contains("client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer")
                    .endsWith("client_assertion=eyJ.projected.token");
        });
    }

    @Test
    void privateKeySignsTheAssertion() throws Exception {
        // Given
        Path file = secret(pem(KEY), "rw-------");

        // When
        ask(Canary.Method.PRIVATE_KEY, file);

        // Then
        String body = endpoint.requests().get(0).body();
        String assertion = body.substring(body.indexOf("client_assertion=") + "client_assertion=".length());
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(KEY.pair().getPublic())
                .setExpectedAudience(endpoint.uri())
                .setExpectedIssuer("probe/1")
                .setExpectedSubject("probe/1")
                .setRequireJwtId()
                .setRequireIssuedAt()
                .setMaxFutureValidityInMinutes(1)
                .build()
                .processToClaims(assertion);
        assertThat(claims.getClaimNames()).containsExactlyInAnyOrder("iss", "sub", "aud", "jti", "iat", "exp");
    }

    @Test
    void refusedAssertionIsSentOnlyOnceAndShownNowhere() throws IOException {
        // Given
        Path file = secret("eyJhbGciOiJub25lIn0.projected.token", "rw-------");
        endpoint.respond(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"bad eyJhbGciOiJub25lIn0.projected.token\"}");

        // When
        Failed failed = (Failed) ask(Canary.Method.TOKEN, file);

        // Then
        assertThat(endpoint.requests()).hasSize(1);
        assertThat(failed.detail()).contains("invalid_client").doesNotContain("projected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"oct\",\"k\":\"AQAB\"}",
                "{"
            })
    void fileWithoutPrivateKeyIsToldAndNobodyIsAsked(String content) throws IOException {
        // When
        Failed failed = (Failed) ask(Canary.Method.PRIVATE_KEY, secret(content, "rw-------"));

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.KEY_UNUSABLE);
        assertThat(failed.detail()).contains("openssl pkcs8");
        assertThat(endpoint.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "ftp://127.0.0.1/token", "http://u:p@127.0.0.1/token"})
    void uselessTokenEndpointIsTold(String uri) {
        // When
        Failed failed = (Failed) ask(metadata(uri, ClientAuthentication.BASIC));

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.NO_TOKEN_ENDPOINT);
    }

    @Test
    void discoveryDocumentWithoutTokenEndpointIsTold() {
        // When
        Failed failed = (Failed) ask(new ProviderMetadata("", "https://idp.example/jwks", List.of(), Optional.empty()));

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.NO_TOKEN_ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void secretIsNotSentWhereARedirectLeads(int status) {
        // Given
        endpoint.redirect(status, endpoint.uri() + "/elsewhere");

        // When
        Failed failed = (Failed) ask();

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.REDIRECTED);
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void errorOfEntraKeepsItsCode() {
        // Given
        endpoint.respond(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\\r\\n"
                        + "Trace ID: 1\",\"error_codes\":[7000215]}");

        // When
        Failed failed = (Failed) ask(metadata(ClientAuthentication.BASIC));

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.REFUSED);
        assertThat(failed.error()).hasValue(new TokenError("invalid_client", Optional.of("AADSTS7000215")));
        assertThat(failed.detail())
                .startsWith(
                        "invalid_client: AADSTS7000215: Invalid client secret provided. Trace ID: 1 (status 401 from");
        assertThat(failed.error().orElseThrow().meaning())
                .hasValueSatisfying(text -> assertThat(text).contains("secret"));
    }

    @Test
    void codeIsTakenFromTheNumbersWhereTheTextHasNone() {
        // Given
        endpoint.respond(400, "{\"error\":\"unauthorized_client\",\"error_codes\":[700016]}");

        // When
        Failed failed = (Failed) ask();

        // Then
        assertThat(failed.error().flatMap(TokenError::aadsts)).hasValue("AADSTS700016");
    }

    static Stream<String> echoes() {
        return Stream.of(
                SECRET,
                "p4ss+w0rd%3A%26%25%7E%2Blonger-than-eight",
                base64(SECRET),
                base64("probe%2F1:p4ss+w0rd%3A%26%25%7E%2Blonger-than-eight"),
                "longer-than-eight");
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void secretThatTheProviderEchoesDoesNotComeOut(String echo) {
        // Given
        endpoint.respond(
                401, "{\"error\":\"" + echo + "\",\"error_description\":\"bad secret: " + echo + " was sent\"}");

        // When
        CanaryResult result = ask();

        // Then
        assertThat(result)
                .asString()
                .contains("status 401")
                .doesNotContain(echo)
                .doesNotContain("longer-than");
    }

    @Test
    void pageInThePlaceOfATokenIsCalledWhatItIs() {
        // Given
        endpoint.respond(200, "<!doctype html><html>please sign in</html>");

        // When
        Failed failed = (Failed) ask();

        // Then
        assertThat(failed.detail()).startsWith("status 200 with HTML, such as a login or an error page, from http://");
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of(200, "<html>please sign in</html>", CanaryFailure.NOT_A_TOKEN_RESPONSE),
                Arguments.of(200, "", CanaryFailure.NOT_A_TOKEN_RESPONSE),
                Arguments.of(200, "{}", CanaryFailure.NOT_A_TOKEN_RESPONSE),
                Arguments.of(200, "{\"access_token\":7}", CanaryFailure.NOT_A_TOKEN_RESPONSE),
                Arguments.of(200, "[".repeat(100_000), CanaryFailure.NOT_A_TOKEN_RESPONSE),
                Arguments.of(200, " ".repeat((1 << 20) + 1), CanaryFailure.UNREACHABLE),
                Arguments.of(204, "", CanaryFailure.STATUS),
                Arguments.of(401, "<html>no</html>", CanaryFailure.REFUSED),
                Arguments.of(404, "{}", CanaryFailure.STATUS),
                Arguments.of(503, "busy", CanaryFailure.STATUS),
                Arguments.of(400, "{\"error\":\"\\u0000\"}", CanaryFailure.STATUS));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void badAnswerIsAFailure(int status, String body, CanaryFailure reason) {
        // Given
        endpoint.respond(status, body);

        // When
        Failed failed = (Failed) ask();

        // Then
        assertThat(failed.reason()).isEqualTo(reason);
    }

    static Stream<Arguments> badTokens() {
        String good = Tokens.signed(KEY, Instant.now());
        String unsigned = base64("{\"alg\":\"none\"}") + "." + base64("{}") + ".";
        return Stream.of(
                Arguments.of("3f2c9d5e-1b7a-4a51-opaque", CanaryFailure.OPAQUE_TOKEN),
                Arguments.of("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d", CanaryFailure.ENCRYPTED_TOKEN),
                Arguments.of(good.substring(0, good.lastIndexOf('.')), CanaryFailure.DAMAGED_TOKEN),
                Arguments.of(good + "!", CanaryFailure.DAMAGED_TOKEN),
                Arguments.of("eyJ" + "x".repeat(70_000), CanaryFailure.DAMAGED_TOKEN),
                Arguments.of(unsigned.replace("=", ""), CanaryFailure.NO_PUBLIC_KEY),
                Arguments.of(
                        good.replaceFirst(
                                "^[^.]+", base64("{\"alg\":\"HS256\"}").replace("=", "")),
                        CanaryFailure.NO_PUBLIC_KEY),
                Arguments.of(Tokens.signed(EC, Instant.now()), CanaryFailure.UNKNOWN_KEY),
                Arguments.of(Tokens.signed(EC.named("signing"), Instant.now()), CanaryFailure.UNKNOWN_KEY));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void tokenThatTellsNothingIsAFailureWithoutAPartOfIt(String token, CanaryFailure reason) {
        // Given
        endpoint.issue(token);

        // When
        Failed failed = (Failed) ask();

        // Then
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.toString()).doesNotContain(token.substring(0, Math.min(20, token.length())));
    }

    @Test
    void keyThatIsNewIsFoundByPollingAtOnce() {
        // Given
        keys.next.add(EC);
        endpoint.sign(EC);

        // When
        CanaryResult result = ask();

        // Then
        assertThat(result).isInstanceOf(Signed.class);
        assertThat(keys.polls).isEqualTo(1);
    }

    @Test
    void withdrawnKeyThatSignsIsNamed() {
        // Given
        keys.withdrawn.add(EC);
        endpoint.sign(EC);

        // When
        Failed failed = (Failed) ask();

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.WITHDRAWN_KEY);
        assertThat(failed.detail()).contains("'curve'");
        assertThat(failed.withdrawn().map(CanaryResult.Signer::thumbprint))
                .isEqualTo(JwkSetParser.parseKey(EC.jwk()).thumbprint());
    }

    @Test
    void endpointThatHangsIsGivenUp() throws IOException {
        // Given
        try (MisbehavingServer hanging = MisbehavingServer.start(
                (connection, out) -> connection.getInputStream().readAllBytes())) {
            ProviderMetadata metadata = metadata(hanging.uri(), ClientAuthentication.BASIC);

            // When
            CanaryResult result =
                    client(Duration.ofMillis(300)).ask(Tenants.of("a"), canary(), Optional.of(metadata), keys);

            // Then
            assertThat(((Failed) result).reason()).isEqualTo(CanaryFailure.UNREACHABLE);
            assertThat(((Failed) result).detail()).startsWith("timeout: ");
        }
    }

    @Test
    void nobodyListeningIsAFailure() {
        // Given
        endpoint.close();

        // When
        Failed failed = (Failed) ask();

        // Then
        assertThat(failed.reason()).isEqualTo(CanaryFailure.UNREACHABLE);
        assertThat(failed.detail()).startsWith("connect: ");
    }

    private CanaryResult ask() {
        return ask(metadata(ClientAuthentication.UNSTATED));
    }

    private CanaryResult ask(Canary.Method method, Path file) {
        Canary canary = canary(method, file, Optional.empty());
        return client(Duration.ofSeconds(20))
                .ask(Tenants.of("a"), canary, Optional.of(metadata(ClientAuthentication.UNSTATED)), keys);
    }

    private static String pem(SigningKey key) {
        String base64 =
                Base64.getMimeEncoder().encodeToString(key.pair().getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    private CanaryResult ask(ProviderMetadata metadata) {
        return client(Duration.ofSeconds(20)).ask(Tenants.of("a"), canary(), Optional.of(metadata), keys);
    }

    private HttpCanaryClient client(Duration deadline) {
        return new HttpCanaryClient(Clock.systemUTC(), threads, "1.2.3", deadline);
    }

    private Canary canary() {
        return canary(Canary.Method.CLIENT_SECRET, secretFile, Optional.empty());
    }

    private static Canary canary(Canary.Method method, Path file, Optional<String> tokenEndpoint) {
        return new Canary(
                "probe/1",
                new Canary.Credential(method, file),
                Optional.of("api://orders/.default"),
                Canary.DEFAULT_EVERY,
                tokenEndpoint);
    }

    private ProviderMetadata metadata(ClientAuthentication method) {
        return metadata(endpoint.uri(), method);
    }

    private static ProviderMetadata metadata(String tokenEndpoint, ClientAuthentication method) {
        return new ProviderMetadata(
                "https://idp.example/a", "https://idp.example/jwks", List.of(), Optional.of(tokenEndpoint), method);
    }

    private Path secret(String content, String permissions) throws IOException {
        Path file = Files.write(
                Files.createTempFile(directory, "secret", ""), content.getBytes(StandardCharsets.ISO_8859_1));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String decoded(String authorization) {
        return new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
