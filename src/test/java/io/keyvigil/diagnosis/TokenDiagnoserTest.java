package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.CONTOSO;
import static io.keyvigil.diagnosis.SituationWorld.FADING;
import static io.keyvigil.diagnosis.SituationWorld.RSA;
import static io.keyvigil.diagnosis.SituationWorld.RSA_OLD;
import static io.keyvigil.diagnosis.SituationWorld.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keyvigil.jose.JwkSetParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDiagnoserTest {

    private final SituationWorld world = SituationWorld.fixed();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e99999999999",
                "1e-99999999999",
                "-1e999999999",
                "1E+2147483648",
                "9e99",
                "-9e31",
                "99999999999999999999999999999999",
                "1e15",
                "31556926000000",
                "0",
                "-1",
                "1.5",
                "true",
                "\"1700000000\"",
                "[]",
                "{}",
                "null"
            })
    void timesThatNoCalendarHasAreNoFailureOfOurs(String number) {
        // Given
        String header = world.contoso(RSA).headerJson();
        String payload = "{\"iss\":\"" + CONTOSO + "\",\"aud\":\"api://orders\",\"exp\":" + number + ",\"nbf\":"
                + number + ",\"iat\":" + number + "}";
        // When
        Diagnosis diagnosis = diagnosed(Asked.of(TestToken.signedTexts(RSA, header, payload)));
        // Then
        assertThat(diagnosis.findings()).extracting(Finding::check).contains(Check.TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"})
    void momentsAtTheEndsOfTimeAreJudged(String at) {
        // Given
        Asked asked = Asked.of(world.contoso(RSA).signed()).with("at", at);
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void tokenThatAPublishedKeyVerifiesTellsWhoSignsEvenWhenItHasExpired() {
        // Given
        FakeTenants tenants = world.tenants();
        String expired = world.contoso(RSA).claim("exp", 1_000).signed();
        // When
        world.diagnoser(tenants, Optional::empty).diagnose(Asked.of(expired).request());
        // Then
        assertThat(tenants.verified()).singleElement().satisfies(heard -> {
            assertThat(heard.tenant().value()).isEqualTo("contoso");
            assertThat(heard.key())
                    .isEqualTo(JwkSetParser.parseKey(RSA.jwk()).thumbprint().orElseThrow());
        });
    }

    static Stream<String> tokensThatTellNobodySigns() {
        SituationWorld world = SituationWorld.fixed();
        String good = world.contoso(RSA).signed();
        return Stream.of(
                world.contoso(STRANGER.named(RSA.kid())).signed(),
                world.contoso(RSA_OLD).signed(),
                world.contoso(RSA).without("iat").signed(),
                world.contoso(RSA).claim("iat", "soon").signed(),
                good.substring(0, good.lastIndexOf('.') + 1),
                "");
    }

    @ParameterizedTest
    @MethodSource("tokensThatTellNobodySigns")
    void tokenWithoutSignerOrTimeTellsNothing(String token) {
        // Given
        FakeTenants tenants = world.tenants();
        // When
        world.diagnoser(tenants, Optional::empty).diagnose(Asked.of(token).request());
        // Then
        assertThat(tenants.verified()).isEmpty();
    }

    @Test
    void withdrawnKeyIsNotCalledPublished() {
        // Given
        Asked asked = Asked.of(world.contoso(STRANGER.named(RSA_OLD.kid())).signed());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.WRONG_KEY);
        assertThat(of(diagnosis, Check.KEY))
                .allSatisfy(finding ->
                        assertThat(finding.explanation()).contains("withdrawn").doesNotContain("is published"));
    }

    @Test
    void pollThatIsNotAdmittedAfterAFailureLeavesTheVerdictOpen() {
        // Given
        FakeTenants tenants = world.tenants().failed("fading").refusingPolls();
        Asked asked = Asked.of(world.token(STRANGER, FADING).signed());
        // When
        Diagnosis diagnosis = world.diagnoser(tenants, TrueTime.UNKNOWN).diagnose(asked.request());
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void pollThatIsForbiddenLeavesTheVerdictToWhatIsKnown() {
        // Given
        FakeTenants tenants = world.tenants();
        Asked asked = Asked.of(world.contoso(STRANGER).signed()).with("fresh", "false");
        // When
        Diagnosis diagnosis = world.diagnoser(tenants, TrueTime.UNKNOWN).diagnose(asked.request());
        // Then
        assertThat(tenants.polls()).isZero();
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void knownKidPollsNobody() {
        // Given
        FakeTenants tenants = world.tenants();
        Asked asked = Asked.of(world.contoso(RSA).signed());
        // When
        world.diagnoser(tenants, TrueTime.UNKNOWN).diagnose(asked.request());
        // Then
        assertThat(tenants.polls()).isZero();
    }

    @Test
    void freshPollsFirst() {
        // Given
        FakeTenants tenants = world.tenants();
        Asked asked = Asked.of(world.contoso(RSA).signed()).with("fresh", "true");
        // When
        world.diagnoser(tenants, TrueTime.UNKNOWN).diagnose(asked.request());
        // Then
        assertThat(tenants.polls()).isEqualTo(1);
    }

    @Test
    void consumersWithoutAudiencesOfTheirOwnHaveTheTenants() {
        // Given
        Asked asked = Asked.of(world.contoso(RSA).claim("aud", "api://billing").signed());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.consumers())
                .extracting(ConsumerVerdict::consumer, ConsumerVerdict::verdict)
                .containsExactly(tuple("orders-api", Verdict.REJECTED), tuple("pinned", Verdict.REJECTED));
    }

    @Test
    void consumerThatAcceptsAnotherAudienceIsToldApart() {
        // Given
        Asked asked = Asked.of(world.contoso(RSA).claim("aud", "api://billing").signed())
                .with("consumer", "billing");
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(diagnosis.consumers()).extracting(ConsumerVerdict::verdict).containsExactly(Verdict.ACCEPTED);
    }

    @Test
    void millisecondsAreWrongForEveryConsumer() {
        // Given
        Asked asked = Asked.of(world.contoso(RSA)
                .claim("exp", world.seconds() * 1_000 + 3_600_000)
                .signed());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.consumers())
                .extracting(ConsumerVerdict::verdict)
                .containsExactly(Verdict.REJECTED, Verdict.REJECTED);
    }

    @Test
    void withoutAnyTenantThereIsNothingToHoldTheTokenAgainst() {
        // Given
        TokenDiagnoser diagnoser = world.diagnoser(new SoleSubject(Optional.empty()), TrueTime.UNKNOWN);
        // When
        Diagnosis diagnosis =
                diagnoser.diagnose(Asked.of(world.contoso(RSA).signed()).request());
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(diagnosis.cause()).contains(FindingCode.NO_KEYS_KNOWN);
        assertThat(of(diagnosis, Check.ISSUER)).extracting(Finding::result).containsExactly(Result.SKIPPED);
        assertThat(of(diagnosis, Check.AUDIENCE)).extracting(Finding::result).containsExactly(Result.SKIPPED);
    }

    @Test
    void keysWithoutAnIssuerLeaveIssuerAndAudienceOut() {
        // Given
        Asked asked = Asked.of(world.token(STRANGER, "https://nobody.example").signed())
                .with("jwks", SituationWorld.jwks(STRANGER));
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(of(diagnosis, Check.ISSUER)).extracting(Finding::result).containsExactly(Result.SKIPPED);
        assertThat(of(diagnosis, Check.AUDIENCE)).extracting(Finding::result).containsExactly(Result.SKIPPED);
    }

    @Test
    void otherSaltLengthIsNoAlteration() throws GeneralSecurityException {
        // Given
        TestToken token = world.contoso(RSA.signingWith("PS256"));
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 20, 1));
        signature.initSign(RSA.pair().getPrivate());
        signature.update(token.signingInput().getBytes(StandardCharsets.US_ASCII));
        // When
        Diagnosis diagnosis = diagnosed(Asked.of(TestToken.joined(token.signingInput(), signature.sign())));
        // Then
        assertThat(diagnosis.cause()).contains(FindingCode.SIGNED_WITH_OTHER_ALGORITHM);
    }

    @Test
    void whatChangedLatelyStandsInTheEvidence() {
        // Given
        Asked asked = Asked.of(world.contoso(RSA_OLD).signed());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(of(diagnosis, Check.KEY))
                .extracting(finding -> finding.evidence().get("recentEvents"))
                .asString()
                .contains("key-withdrawn", RSA_OLD.kid());
    }

    @Test
    void privateKeysGivenAreUsedForNothing() {
        // Given
        Asked asked = Asked.of(world.token(STRANGER, "https://nobody.example").signed())
                .with("jwks", SituationWorld.jwks(STRANGER.with("'d':'c2VjcmV0'")));
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(diagnosis.cause()).contains(FindingCode.NO_KEYS_KNOWN);
        assertThat(of(diagnosis, Check.KEY))
                .extracting(Finding::explanation)
                .anyMatch(text -> text.contains("private"));
    }

    @Test
    void momentOfTheFailureIsJudgedAndNotNow() {
        // Given
        Instant then = world.now().plusSeconds(7_200);
        Asked asked = Asked.of(world.contoso(RSA).signed()).with("at", then.toString());
        // When
        Diagnosis diagnosis = diagnosed(asked);
        // Then
        assertThat(of(diagnosis, Check.TIME).get(0).evidence())
                .containsEntry("at", then.toString())
                .containsEntry("secondsToExpiry", -3_600L);
        assertThat(diagnosis.diagnosedAt()).isEqualTo(world.now());
    }

    private Diagnosis diagnosed(Asked asked) {
        return world.diagnoser(asked::drift).diagnose(asked.request());
    }

    private static List<Finding> of(Diagnosis diagnosis, Check check) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.check() == check)
                .toList();
    }
}
