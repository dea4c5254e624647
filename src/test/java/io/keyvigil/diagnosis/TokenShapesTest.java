package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.CONTOSO;
import static io.keyvigil.diagnosis.SituationWorld.OTHER_TID;
import static io.keyvigil.diagnosis.SituationWorld.STRANGER;
import static io.keyvigil.diagnosis.SituationWorld.TID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens of known kinds at a tenant that is not theirs, and by what kind they are explained. */
class TokenShapesTest {

    private static final TokenShapes SHAPES = TokenShapes.load();

    private final SituationWorld world = SituationWorld.fixed();

    enum Kind {
        ENTRA_US_GOVERNMENT(FindingCode.ISSUER_MISMATCH, world -> strangers(
                        world, "https://login.microsoftonline.us/" + TID + "/v2.0")
                .with("tenant", "entra")),
        ENTRA_CHINA(FindingCode.ISSUER_MISMATCH, world -> strangers(
                        world, "https://login.partner.microsoftonline.cn/" + TID + "/v2.0")
                .with("tenant", "entra")),
        BOT_FRAMEWORK(FindingCode.ISSUER_UNKNOWN, world -> strangers(world, "https://api.botframework.com")),
        OKTA_ORG_SERVER(FindingCode.ISSUER_UNKNOWN, world -> strangers(world, "https://dev-1.okta.com")),
        FIREBASE_SESSION_COOKIE(
                FindingCode.ISSUER_MISMATCH, world -> strangers(world, "https://session.firebase.google.com/project-7")
                        .with("tenant", "contoso")),
        FIREBASE_CUSTOM_TOKEN(
                FindingCode.ISSUER_UNKNOWN,
                world -> Asked.of(world.token(STRANGER, "fb@project-7.iam.gserviceaccount.com")
                        .claim(
                                "aud",
                                "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit")
                        .signed())),
        GOOGLE_SERVICE_ACCOUNT(
                FindingCode.ISSUER_UNKNOWN, world -> strangers(world, "job@project-7.iam.gserviceaccount.com")),
        GOOGLE_IAP(FindingCode.ISSUER_UNKNOWN, world -> strangers(world, "https://cloud.google.com/iap")),
        GITHUB_ACTIONS(
                FindingCode.ISSUER_UNKNOWN, world -> strangers(world, "https://token.actions.githubusercontent.com")),
        GITLAB_JOB_TOKEN_V1(
                FindingCode.ISSUER_UNKNOWN,
                world -> Asked.of(world.token(STRANGER, "gitlab.example")
                        .claim("namespace_path", "group")
                        .claim("job_id", "7")
                        .claim("pipeline_id", "8")
                        .signed())),
        KUBERNETES_LEGACY(FindingCode.ISSUER_MISMATCH, world -> strangers(world, "kubernetes/serviceaccount")
                .with("tenant", "contoso")),
        SPIFFE(
                FindingCode.ISSUER_MISSING,
                world -> Asked.of(world.token(SituationWorld.RSA, CONTOSO)
                        .without("iss")
                        .claim("sub", "spiffe://example.org/ns/a")
                        .signed())),
        GRAPH(
                FindingCode.ISSUER_UNKNOWN,
                world -> Asked.of(world.token(STRANGER, "https://sts.windows.net/" + OTHER_TID + "/x")
                        .header("nonce", "AQABAAAAAAD")
                        .claim("aud", "00000003-0000-0000-c000-000000000000")
                        .signed())),
        AUTH0_NO_AUDIENCE(
                FindingCode.ENCRYPTED_TOKEN,
                world -> Asked.of(base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"iss\":\"https://t.auth0.com/\"}")
                        + "..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvTiFvSkQ")),
        GOOGLE_ACCESS_TOKEN(
                FindingCode.OPAQUE_TOKEN, world -> Asked.of("Authorization: Bearer ya29.a0AfH6SMBx1-7QkLm3_9Zp")),
        GITHUB_TOKEN(FindingCode.OPAQUE_TOKEN, world -> Asked.of("ghs_16C7e42F292c6912E7710c838347Ae178B4a")),
        EKS_TOKEN(FindingCode.OPAQUE_TOKEN, world -> Asked.of("k8s-aws-v1.aHR0cHM6Ly9zdHMuZXUtd2VzdC0xLmFtYXpvbmF3cw"));

        private final FindingCode cause;
        private final Function<SituationWorld, Asked> asked;

        Kind(FindingCode cause, Function<SituationWorld, Asked> asked) {
            this.cause = cause;
            this.asked = asked;
        }

        private static Asked strangers(SituationWorld world, String issuer) {
            return Asked.of(world.token(STRANGER, issuer).signed()).with("fresh", "false");
        }

        private static String base64(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void kindIsNamedWithItsRemedy(Kind kind) {
        // Given
        TokenShape shape = SHAPES.all().stream()
                .filter(known -> known.id().equals(kind.id()))
                .findFirst()
                .orElseThrow();
        // When
        Diagnosis diagnosis = world.diagnoser(TrueTime.UNKNOWN)
                .diagnose(kind.asked.apply(world).request());
        // Then
        assertThat(diagnosis.cause()).contains(kind.cause);
        assertThat(diagnosis.summary()).contains(shape.says());
        assertThat(diagnosis.remedy()).isEqualTo(shape.remedy());
    }

    @Test
    void everyShapeHasTextsForPeople() {
        // When
        List<TokenShape> shapes = SHAPES.all();
        // Then
        assertThat(shapes).hasSizeGreaterThan(30).allSatisfy(shape -> {
            assertThat(shape.says()).hasSizeBetween(30, 400).endsWith(".");
            assertThat(shape.remedy()).hasSizeBetween(20, 400).endsWith(".");
            assertThat(shape.source()).startsWith("https://");
        });
        assertThat(shapes).extracting(TokenShape::id).doesNotHaveDuplicates();
    }

    @Test
    void tokenOfTheTenantItselfIsOfNoKind() {
        // Given
        Asked asked = Asked.of(world.contoso(SituationWorld.RSA)
                .claim("exp", world.seconds() - 7_200)
                .signed());
        // When
        Diagnosis diagnosis = world.diagnoser(TrueTime.UNKNOWN).diagnose(asked.request());
        // Then
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.code().equals(diagnosis.cause()))
                .allSatisfy(finding -> assertThat(finding.evidence()).doesNotContainKey("shape"));
        assertThat(diagnosis.cause()).contains(FindingCode.EXPIRED);
    }
}
