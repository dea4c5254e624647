package io.keyvigil.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.profile.UnknownKid.Reaction;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedProfilesTest {

    private static final Profiles PROFILES = Profiles.shipped();

    static Stream<Profile> all() {
        return PROFILES.all().stream();
    }

    @ParameterizedTest
    @CsvSource({
        "spring-security, spring-nimbus-jwtdecoder",
        "quarkus,         quarkus-oidc",
        "aspnet-core,     ms-identitymodel",
        "ktor,            auth0-jwks-rsa-java",
        "kube-apiserver,  go-oidc-v2",
        "oauth2-proxy,    go-oidc-v3",
        "argo-cd,         go-oidc-v3",
        "envoy,           envoy-jwt-authn",
        "istio,           istio-istiod",
        "kafka,           kafka-oauthbearer",
        "boot-only,       rust-openidconnect-boot"
    })
    void aliasFindsItsProfile(String alias, String id) {
        // When
        Optional<Profile> found = PROFILES.find(alias);

        // Then
        assertThat(found).map(Profile::id).contains(id);
    }

    @Test
    void aliasesAreElevenInAll() {
        // When
        List<String> aliases =
                all().flatMap(profile -> profile.aliases().stream()).toList();

        // Then
        assertThat(aliases).hasSize(11).doesNotHaveDuplicates();
    }

    @Test
    void unknownNameFindsNothing() {
        // When
        Optional<Profile> found = PROFILES.find("spring");

        // Then
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFigureHasASourceAndADate(Profile profile) {
        // When
        Provenance provenance = profile.provenance();

        // Then
        assertThat(provenance.source()).isNotBlank();
        assertThat(provenance.asOf()).isEqualTo(YearMonth.of(2026, 11));
        assertThat(provenance.version().isPresent()).isEqualTo(!profile.id().equals("static-keys"));
    }

    @ParameterizedTest
    @CsvSource({
        "nimbus-jwksource,         A,  PT5M,       no,  refetch, PT30S,      shared,     no,         PT5M,       PT1M",
        "spring-nimbus-jwtdecoder, A,  PT5M,       no,  refetch, PT0S,       unrecorded, no,         PT5M,       PT1M",
        "spring-reactive,          A,  unbounded,  no,  refetch, PT0S,       unrecorded, no,         unbounded,  PT1M",
        "ms-identitymodel,         A1, PT12H,      no,  refetch, PT5M,       shared,     yes,        PT13H36M,   PT5M",
        "azure-apim-validate-jwt,  A1, PT1H,       no,  refetch, PT5M,       shared,     unrecorded, PT1H,       PT0S",
        "jose4j,                   A,  PT1H,       yes, refetch, PT0.3S,     shared,     no,         cache-life, PT0S",
        "smallrye-jwt,             A1, PT1H,       yes, refetch, PT30M,      process,    no,         cache-life, PT1M",
        "quarkus-oidc,             A1, unbounded,  no,  refetch, PT10M,      process,    no,         unbounded,  PT0S",
        "vertx-auth-oauth2,        C,  unbounded,  yes, none,    unrecorded, unrecorded, no,         cache-life, PT0S",
        "auth0-jwks-rsa-java,      A1, unbounded,  no,  refetch, PT1M,       shared,     no,         unbounded,  ",
        "panva-jose,               A1, PT10M,      no,  refetch, PT30S,      shared,     no,         PT10M,      PT0S",
        "keyfunc-v3,               A1, PT1H,       no,  refetch, PT5M,       shared,     no,         PT1H,       PT0S",
        "lestrrat-jwx,             B,  PT15M,      yes, none,    unrecorded, unrecorded, no,         cache-life, PT0S",
        "go-oidc-v3,               A,  unbounded,  no,  refetch, PT0S,       unrecorded, yes,        unbounded,  PT0S",
        "go-oidc-v2,               C,  PT0S,       yes, refetch, cache-life, shared,     yes,        unbounded,  PT0S",
        "aws-jwt-verify,           A1, unbounded,  no,  refetch, PT10S,      uri,        no,         unbounded,  PT0S",
        "envoy-jwt-authn,          B,  PT10M,      no,  none,    unrecorded, unrecorded, no,         PT10M,      PT1M",
        "istio-istiod,             B,  PT20M,      no,  none,    unrecorded, unrecorded, no,         PT20M,      PT1M",
        "mod-auth-openidc,         A,  PT1H,       no,  refetch, PT0S,       unrecorded, yes,        PT1H,       ",
        "kafka-oauthbearer,        A2, PT1H,       no,  refetch-in-background, PT1M, kid, no,        PT1H,       PT30S",
        "sap-cloud-security,       B,  PT15M,      no,  none,    unrecorded, unrecorded, unrecorded, PT15M,      ",
        "aws-apigw-http-jwt, unassigned, PT2H, unrecorded, unrecorded, unrecorded, unrecorded, unrecorded, PT2H, ",
        "static-keys, D, unbounded, unrecorded, none, unrecorded, unrecorded, no, unbounded, ",
    })
    void figuresAreThoseOfTheReference(
            String id,
            String behaviourClass,
            String every,
            String followsCacheControl,
            String unknownKid,
            String cooldown,
            String scope,
            String refetchOnBadSignature,
            String dropLag,
            Duration leeway) {
        // When
        Profile profile = PROFILES.find(id).orElseThrow();

        // Then
        assertThat(profile.behaviourClass().code()).isEqualTo(behaviourClass);
        assertThat(profile.refresh().every().text()).isEqualTo(every);
        assertThat(profile.refresh().followsCacheControl().code()).isEqualTo(followsCacheControl);
        assertThat(profile.unknownKid().reaction().code()).isEqualTo(unknownKid);
        assertThat(profile.unknownKid().cooldown().text()).isEqualTo(cooldown);
        assertThat(profile.unknownKid().scope().code()).isEqualTo(scope);
        assertThat(profile.badSignature().refetches().code()).isEqualTo(refetchOnBadSignature);
        assertThat(profile.withdrawal().dropLag().text()).isEqualTo(dropLag);
        assertThat(profile.leeway().expiry()).isEqualTo(Optional.ofNullable(leeway));
    }

    @ParameterizedTest
    @CsvSource({"nimbus-jwksource, PT0.5S", "aws-jwt-verify, PT3S", "panva-jose, PT5S", "keyfunc-v3, PT1M"})
    void httpTimeoutsAreRecorded(String id, Duration timeout) {
        // When
        HttpLimits http = PROFILES.find(id).orElseThrow().http();

        // Then
        assertThat(http.timeout()).contains(timeout);
    }

    @Test
    void classesAreDerivedWhereTheReferenceSaysSo() {
        // When
        List<String> derived =
                all().filter(Profile::classDerived).map(Profile::id).toList();

        // Then
        assertThat(derived)
                .containsExactly(
                        "ms-katana-legacy",
                        "quarkus-oidc-lazy",
                        "auth0-jwks-rsa-java",
                        "auth0-node-jwks-rsa",
                        "aws-apigw-rest-jwt",
                        "domino",
                        "tibco-ems",
                        "airlock-iam",
                        "wso2-is",
                        "static-keys");
    }

    @Test
    void excerptsAreThoseOfTheReference() {
        // When
        List<String> excerpts = all().filter(profile -> profile.provenance().confidence() == Confidence.EXCERPT)
                .map(Profile::id)
                .toList();

        // Then
        assertThat(excerpts)
                .containsExactly(
                        "ms-katana-legacy",
                        "aws-apigw-rest-jwt",
                        "apigee-verifyjwt",
                        "domino",
                        "tibco-ems",
                        "sap-cloud-security",
                        "elasticsearch-jwt-realm",
                        "airlock-iam",
                        "wso2-is",
                        "rust-openidconnect-boot",
                        "static-keys");
    }

    @Test
    void onlyThoseThatFetchOnDemandBelongToTheOnDemandClasses() {
        // When
        List<BehaviourClass> classes = all().filter(
                        profile -> profile.unknownKid().reaction() == Reaction.NONE)
                .map(Profile::behaviourClass)
                .distinct()
                .toList();

        // Then
        assertThat(classes)
                .containsExactlyInAnyOrder(
                        BehaviourClass.TIMER, BehaviourClass.SERVER_CONTROLLED, BehaviourClass.BOOT_ONLY);
    }
}
