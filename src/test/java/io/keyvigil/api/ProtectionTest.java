package io.keyvigil.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keyvigil.testing.ProtectedService;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ProtectedService.class)
class ProtectionTest {

    private static final String TENANTS = "/api/v1/tenants";
    private static final SigningKey KEY = SigningKeys.rsa("authority");

    private ProtectedService service;

    @BeforeEach
    void authorityPublishesItsKey() {
        service.authority().publish(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tenants",
                "/api/v1/clock",
                "/api/v1/consumers",
                "/openapi",
                "/probe?target=x",
                "/console/../api/v1/tenants",
                "/nowhere"
            })
    void withoutATokenNothingIsRead(String address) {
        // When
        ValidatableResponse answer =
                given().urlEncodingEnabled(false).get(address).then();
        // Then
        answer.statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("type", equalTo("urn:keyvigil:problem:unauthorized"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics", "/metrics/process", "/watchlist.schema.json"})
    void whatMonitorsAndEditorsReadStaysOpen(String address) {
        when().get(address).then().statusCode(not(401));
    }

    @Test
    void diagnosisNeedsATokenToo() {
        given().body("eyJ").post("/diagnose").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "keyvigil-read, GET, /api/v1/tenants, 200",
        "keyvigil-read, POST, /diagnose, 200",
        "keyvigil-read, POST, /api/v1/tenants/alpha/poll, 403",
        "keyvigil-poll, POST, /api/v1/tenants/alpha/poll, 200",
        "keyvigil-poll, GET, /api/v1/tenants, 403",
        "keyvigil-report, POST, /api/v1/tenants/alpha/poll, 403",
        "keyvigil-report, GET, /api/v1/tenants, 403",
        "somebody-else, GET, /api/v1/tenants, 403"
    })
    void roleDecides(String role, String method, String address, int status) throws JOSEException {
        // Given
        String token = signed(claims().claim("groups", List.of(role)), KEY);
        // When
        ValidatableResponse answer = given().auth()
                .oauth2(token)
                .body("eyJ")
                .request(method, address)
                .then();
        // Then
        answer.statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "scp", "scope"})
    void rolesAreFoundWhereIssuersPutThem(String claim) throws JOSEException {
        // Given
        String token = signed(claims().claim(claim, "openid keyvigil-read"), KEY);
        // When
        ValidatableResponse answer = given().auth().oauth2(token).get(TENANTS).then();
        // Then
        answer.statusCode(200);
    }

    @Test
    void keycloaksRealmRolesAreFound() throws JOSEException {
        // Given
        String token = signed(claims().claim("realm_access", Map.of("roles", List.of("keyvigil-read"))), KEY);
        // When
        ValidatableResponse answer = given().auth().oauth2(token).get(TENANTS).then();
        // Then
        answer.statusCode(200);
    }

    @Test
    void strangersSignatureIsRefused() throws JOSEException {
        // Given
        String token = signed(reader(), SigningKeys.otherRsa("authority"));
        // When
        ValidatableResponse answer = given().auth().oauth2(token).get(TENANTS).then();
        // Then
        answer.statusCode(401).body("detail", not(containsString(token)));
    }

    @Test
    void publicKeyIsNoSecret() throws JOSEException {
        // Given
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("authority").build(), reader().build());
        token.sign(new MACSigner(KEY.pair().getPublic().getEncoded()));
        // When
        ValidatableResponse answer =
                given().auth().oauth2(token.serialize()).get(TENANTS).then();
        // Then
        answer.statusCode(401);
    }

    @Test
    void expiredTokenIsRefused() throws JOSEException {
        // Given
        String token = signed(reader().expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(5)))), KEY);
        // When
        ValidatableResponse answer = given().auth().oauth2(token).get(TENANTS).then();
        // Then
        answer.statusCode(401);
    }

    @Test
    void tokenForSomebodyElseIsRefused() throws JOSEException {
        // Given
        String token = signed(reader().audience("other"), KEY);
        // When
        ValidatableResponse answer = given().auth().oauth2(token).get(TENANTS).then();
        // Then
        answer.statusCode(401);
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() throws JOSEException {
        // Given
        String token = signed(reader().issuer("https://other.example"), KEY);
        // When
        ValidatableResponse answer = given().auth().oauth2(token).get(TENANTS).then();
        // Then
        answer.statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "JWT, 200",
        "jwt, 200",
        "at+jwt, 200",
        "AT+JWT, 200",
        "application/at+jwt, 200",
        "application/jwt, 200",
        "logout+jwt, 401",
        "dpop+jwt, 401",
        "secevent+jwt, 401",
        "application/logout+jwt, 401",
        "JOSE, 401",
        "'', 401"
    })
    void onlyAnAccessTokensTypeAdmits(String type, int status) throws JOSEException {
        // Given
        String token = signed(reader(), KEY, new JOSEObjectType(type));
        // When
        ValidatableResponse answer = given().auth().oauth2(token).get(TENANTS).then();
        // Then
        answer.statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"RS256, 200", "RS512, 401", "PS256, 401", "RSA-OAEP, 401", "none, 401"})
    void keyThatNamesItsAlgorithmIsForNoOther(String algorithmOfKey, int status) throws JOSEException {
        // Given
        service.authority()
                .publish("{\"keys\":["
                        + KEY.jwk()
                        + ","
                        + KEY.named("of " + algorithmOfKey)
                                .jwk()
                                .replace("\"alg\":\"RS256\"", "\"alg\":\"" + algorithmOfKey + "\"")
                        + "]}");
        String token = signed(reader(), KEY.named("of " + algorithmOfKey));
        // When
        ValidatableResponse answer = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> given().auth().oauth2(token).get(TENANTS).then(),
                        given -> !given.extract().asString().contains("names no key"));
        // Then
        answer.statusCode(status);
    }

    @Test
    void streamOfChangesEndsWithItsToken() throws JOSEException {
        // Given
        Instant end = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        String token = signed(reader().expirationTime(Date.from(end)), KEY);
        // When
        String stream = given().auth()
                .oauth2(token)
                .accept("text/event-stream")
                .get("/api/v1/changes")
                .asString();
        // Then
        assertThat(stream).contains(":beat");
        assertThat(Instant.now()).isBetween(end, end.plusSeconds(5));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        given().header("Authorization", "Bearer not-a-token")
                .get(TENANTS)
                .then()
                .statusCode(401)
                .body("detail", containsString("cannot be read"));
    }

    private JWTClaimsSet.Builder reader() {
        return claims().claim("groups", List.of(Role.READ.code()));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(service.authority().issuer())
                .audience("keyvigil")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
    }

    private static String signed(JWTClaimsSet.Builder claims, SigningKey key) throws JOSEException {
        return signed(claims, key, null);
    }

    private static String signed(JWTClaimsSet.Builder claims, SigningKey key, JOSEObjectType type)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.kid())
                        .type(type)
                        .build(),
                claims.build());
        token.sign(new RSASSASigner(key.pair().getPrivate()));
        return token.serialize();
    }
}
