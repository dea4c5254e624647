package io.keyvigil.consumer;

import static io.keyvigil.consumer.ForecastScene.text;
import static io.keyvigil.consumer.ForecastScene.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table a scenario, a row a behaviour. The rotation is at 10:00; offsets are from there. */
class ForecastTest {

    private static final Instant WATCHED = time("01T00:00");
    private static final Instant ROTATION = time("10T10:00");
    private static final SigningKey OLD = SigningKeys.ec("old");
    private static final SigningKey NEW = SigningKeys.ec("new");
    private static final SigningKey OLD_REPLACED = SigningKeys.ec("replaced").named("old");

    @ParameterizedTest(name = "{0}, max-age {1}: {2}")
    @CsvSource({
        // A
        "spring-nimbus-jwtdecoder, ,     none",
        "spring-reactive,        ,       none",
        "pyjwt-pyjwkclient,      ,       none",
        "go-oidc-v3,             ,       none",
        "jose4j,                 PT24H,  PT0S..PT0.3S worst-case",
        // A'
        "panva-jose,             ,       PT0S..PT30S worst-case",
        "quarkus-oidc,           ,       PT0S..PT10M worst-case",
        "ms-identitymodel,       ,       PT0S..PT5M worst-case",
        "smallrye-jwt,           PT10M,  PT0S..PT10M worst-case",
        "smallrye-jwt,           PT24H,  PT0S..PT30M worst-case",
        "aws-jwt-verify,         ,       PT0S..PT10S worst-case",
        "auth0-jwks-rsa-java,    ,       PT0S..PT1M worst-case",
        // A''
        "kafka-oauthbearer,      ,       PT0S..PT1H worst-case",
        "strimzi-kafka-oauth,    ,       PT0S..PT5M worst-case",
        // B
        "envoy-jwt-authn,        ,       PT0S..PT10M worst-case",
        "envoy-jwt-authn,        PT24H,  PT0S..PT10M worst-case",
        "istio-istiod,           ,       PT0S..PT20M worst-case",
        "sap-cloud-security,     ,       PT0S..PT15M worst-case",
        "micronaut-security-jwt, ,       PT0S..PT1M worst-case",
        // C
        "go-oidc-v2,             PT24H,  PT0S..PT24H worst-case",
        "go-oidc-v2,             ,       none",
        "lestrrat-jwx,           PT5M,   PT0S..PT15M worst-case",
        "vertx-auth-oauth2,      PT1H,   PT0S..PT1H worst-case",
        "vertx-auth-oauth2,      ,       PT0S..forever worst-case",
        // D
        "static-keys,            ,       PT0S..forever worst-case",
        "rust-openidconnect-boot, ,      PT0S..forever worst-case",
        // not recorded
        "elasticsearch-jwt-realm, ,      PT0S..forever worst-case",
    })
    void newKeyBesideTheOldOne(String profile, Duration maxAge, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(ROTATION, OLD, NEW)
                .maxAge(maxAge);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, ROTATION)).isEqualTo(expected);
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, ROTATION)).isEqualTo("none");
        assertThat(text(ExposureCause.HOLDS_WITHDRAWN_KEY, forecast, ROTATION)).isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}, max-age {1}: {2}; {3}; {4}")
    @CsvSource({
        // A: tokens of the old key live one hour, and the leeway
        "spring-nimbus-jwtdecoder, ,  none, PT0S..PT1H1M certain, PT0S..PT5M worst-case",
        "spring-reactive,     ,       none, PT0S..PT1H1M worst-case, none",
        "go-oidc-v3,          ,       none, PT0S..PT1H worst-case, none",
        // A'
        "panva-jose,          ,       PT0S..PT30S worst-case, PT0S..PT1H certain, PT0S..PT10M worst-case",
        "quarkus-oidc,        ,       PT0S..PT10M worst-case, PT0S..PT1H worst-case, PT0S..PT10M worst-case",
        "ms-identitymodel,    ,       PT0S..PT5M worst-case, PT0S..PT1H5M worst-case, PT0S..PT13H36M worst-case",
        // A''
        "kafka-oauthbearer,   ,       PT0S..PT1H certain, PT0S..PT1H30S certain, PT0S..PT1H worst-case",
        // B
        "envoy-jwt-authn,     ,       PT0S..PT10M worst-case, PT0S..PT1H1M certain, PT0S..PT10M worst-case",
        // C
        "go-oidc-v2,          PT24H,  PT0S..PT24H worst-case, PT0S..PT1H worst-case, PT0S..forever worst-case",
        "vertx-auth-oauth2,   PT1H,   PT0S..PT1H worst-case, PT0S..PT1H worst-case, PT0S..PT1H worst-case",
        // D
        "static-keys,         ,       PT0S..forever certain, none, PT0S..forever certain",
    })
    void newKeyInPlaceOfTheOldOne(String profile, Duration maxAge, String missing, String early, String held) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(ROTATION, NEW)
                .maxAge(maxAge);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, ROTATION)).isEqualTo(missing);
        assertThat(text(ExposureCause.KEY_WITHDRAWN_EARLY, forecast, ROTATION)).isEqualTo(early);
        assertThat(text(ExposureCause.HOLDS_WITHDRAWN_KEY, forecast, ROTATION)).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0}, max-age {1}: {2}")
    @CsvSource({
        // fetches on a bad signature
        "go-oidc-v3,             ,      none",
        "mod-auth-openidc,       ,      none",
        "airlock-iam,            ,      none",
        "elasticsearch-jwt-realm, ,     none",
        "ms-identitymodel,       ,      PT0S..PT5M worst-case",
        "go-oidc-v2,             PT24H, PT0S..PT24H worst-case",
        // until the cache runs out
        "spring-nimbus-jwtdecoder, ,    PT0S..PT5M worst-case",
        "panva-jose,             ,      PT0S..PT10M worst-case",
        "quarkus-oidc-lazy,      ,      PT0S..PT10M worst-case",
        "kafka-oauthbearer,      ,      PT0S..PT1H worst-case",
        "envoy-jwt-authn,        ,      PT0S..PT10M worst-case",
        "lestrrat-jwx,           PT1H,  PT0S..PT1H worst-case",
        "jose4j,                 PT24H, PT0S..PT24H worst-case",
        // never
        "spring-reactive,        ,      PT0S..forever certain",
        "quarkus-oidc,           ,      PT0S..forever certain",
        "aws-jwt-verify,         ,      PT0S..forever certain",
        "auth0-jwks-rsa-java,    ,      PT0S..forever certain",
        "static-keys,            ,      PT0S..forever certain",
        "vertx-auth-oauth2,      ,      PT0S..forever certain",
    })
    void kidReusedWithNewMaterial(String profile, Duration maxAge, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(ROTATION, OLD_REPLACED)
                .maxAge(maxAge);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.MATERIAL_REPLACED, forecast, ROTATION)).isEqualTo(expected);
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, ROTATION)).isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // the old key went a day before, and is dropped
        "envoy-jwt-authn,     none,                    PT0S..PT10M worst-case",
        "spring-nimbus-jwtdecoder, none,               none",
        // or is held until another kid comes
        "quarkus-oidc,        PT0S..forever certain,   none",
        "static-keys,         PT0S..forever certain,   none",
    })
    void kidReusedADayAfterItsKeyWent(String profile, String replaced, String missing) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(ROTATION.minus(Duration.ofDays(1)))
                .publishes(ROTATION, OLD_REPLACED);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.MATERIAL_REPLACED, forecast, ROTATION)).isEqualTo(replaced);
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, ROTATION)).isEqualTo(missing);
    }

    @ParameterizedTest(name = "{0}, max-age {1}: {2}")
    @CsvSource({
        // fails once its keys ran out
        "nimbus-jwksource,    ,      'PT0S..PT5M worst-case, PT5M..forever certain'",
        "panva-jose,          ,      'PT0S..PT10M worst-case, PT10M..forever certain'",
        "spring-nimbus-jwtdecoder, , 'PT0S..PT5M worst-case, PT5M..forever certain'",
        "jose4j,              PT2H,  'PT0S..PT2H worst-case, PT2H..forever certain'",
        // not recorded whether it keeps them
        "envoy-jwt-authn,     ,      PT0S..forever worst-case",
        // keeps them for some time past their life
        "strimzi-kafka-oauth, ,      'PT1M..PT6M worst-case, PT6M..forever certain'",
        "istio-istiod,        ,      'PT167H40M..PT168H worst-case, PT168H..forever certain'",
        // keeps them
        "ms-identitymodel,    ,      none",
        "keyfunc-v3,          ,      none",
        "kafka-oauthbearer,   ,      none",
        "go-oidc-v2,          PT24H, none",
        "vertx-auth-oauth2,   PT1H,  none",
        // never lets them grow old
        "quarkus-oidc,        ,      none",
        "aws-jwt-verify,      ,      none",
        "auth0-jwks-rsa-java, ,      none",
        "static-keys,         ,      none",
    })
    void providerUnreachable(String profile, Duration maxAge, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .fails(ROTATION)
                .fails(ROTATION.plusSeconds(60))
                .maxAge(maxAge);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION.plusSeconds(120));

        // Then
        assertThat(text(ExposureCause.PROVIDER_UNREACHABLE, forecast, ROTATION)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, {1} after the provider's recovery: {2}")
    @CsvSource({
        // failed fetches count for the limit of all fetches
        "nimbus-jwksource,         PT0S,  PT0S..PT30S worst-case",
        "nimbus-jwksource,         PT30S, PT0S..PT30S worst-case",
        "nimbus-jwksource,         PT31S, none",
        "azure-apim-validate-jwt,  PT0S,  PT0S..PT5M worst-case",
        // not recorded
        "tibco-ems,                PT0S,  PT0S..PT5M worst-case",
        // only those on demand are limited, or only after a success
        "smallrye-jwt,             PT0S,  none",
        "panva-jose,               PT0S,  none",
        // no limit
        "spring-nimbus-jwtdecoder, PT0S,  none",
        // did not suffer
        "auth0-jwks-rsa-java,      PT0S,  none",
        "keyfunc-v3,               PT0S,  none",
    })
    void providerIsBack(String profile, Duration later, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .fails(ROTATION.minusSeconds(600))
                .publishes(ROTATION, OLD);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION.plus(later));

        // Then
        assertThat(text(ExposureCause.PROVIDER_UNREACHABLE, forecast, ROTATION)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // tokens live for an hour, the leeway is a minute where it has none of its own, and so is its cooldown
        "auth0-jwks-rsa-java, PT0S..PT1H2M worst-case",
        // has no budget, or gets all keys with the one that it asked for
        "auth0-node-jwks-rsa, none",
        "quarkus-oidc-lazy,   none",
        "panva-jose,          none",
    })
    void livingTokensOfAWithdrawnKeySpendTheBudget(String profile, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD, NEW)
                .signed(OLD, WATCHED, ROTATION)
                .publishes(ROTATION, NEW);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.COOLDOWN_POISONING, forecast, ROTATION)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, the new key {2} before: {3}")
    @CsvSource({
        // a fetch on demand needs the provider
        "go-oidc-v3,      PT30M, PT0S..forever worst-case",
        "quarkus-oidc,    PT30M, PT-30M..forever worst-case",
        // the timer had not brought it, or had
        "envoy-jwt-authn, PT10M, PT-10M..forever worst-case",
        "envoy-jwt-authn, PT11M, none",
        // does not need the provider
        "static-keys,     PT11M, PT-11M..forever worst-case",
    })
    void providerGoesAfterANewKeyCame(String profile, Duration before, String expected) {
        // Given
        Instant published = ROTATION.minus(before);
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(published, OLD, NEW)
                .fails(ROTATION);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION.plusSeconds(60));

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, ROTATION)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // keeps what it has, or fetches only when a token makes it
        "keyfunc-v3,       PT-1M..forever worst-case",
        "quarkus-oidc,     PT-1M..forever worst-case",
        // drops it though it gets nothing new
        "nimbus-jwksource, PT-1M..PT4M worst-case",
    })
    void providerGoesAfterItWithdrewAKey(String profile, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(ROTATION.minusSeconds(60), NEW)
                .fails(ROTATION);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.HOLDS_WITHDRAWN_KEY, forecast, ROTATION)).isEqualTo(expected);
    }

    @Test
    void tokensOfAReusedKidDoNotMakeItDropTheOldMaterial() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD).publishes(ROTATION, OLD_REPLACED);

        // When
        ConsumerForecast forecast = scene.forecast("quarkus-oidc", ROTATION);

        // Then
        assertThat(text(ExposureCause.HOLDS_WITHDRAWN_KEY, forecast, ROTATION)).isEqualTo("PT0S..forever worst-case");
    }

    @Test
    void keyThatSignedLongBeforeTheOutageHasBeenFetchedOnDemand() {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(ROTATION.minusSeconds(7_200), OLD, NEW)
                .signed(NEW, ROTATION.minusSeconds(3_600), ROTATION.minusSeconds(60))
                .fails(ROTATION);

        // When
        ConsumerForecast forecast = scene.forecast("quarkus-oidc", ROTATION.plusSeconds(60));

        // Then
        assertThat(text(ExposureCause.MISSING_NEW_KEY, forecast, ROTATION)).isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}, the answer took {1}: slow {2}")
    @CsvSource({
        "nimbus-jwksource, PT0.5S,   false",
        "nimbus-jwksource, PT0.501S, true",
        "aws-jwt-verify,   PT3S,     false",
        "aws-jwt-verify,   PT3.001S, true",
        "envoy-jwt-authn,  PT60S,    false",
    })
    void providerSlowerThanTheTimeout(String profile, Duration took, boolean slow) {
        // Given
        ForecastScene scene = new ForecastScene().publishesAfter(took, WATCHED, OLD);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(forecast.exposedAt(ROTATION, ExposureCause.PROVIDER_SLOW)).isEqualTo(slow);
        assertThat(forecast.exposedAt(ROTATION)).isFalse();
    }

    @ParameterizedTest(name = "{0}, max-age {1}: {2}")
    @CsvSource({
        "quarkus-oidc,        ,     PT0S..PT10M worst-case",
        "smallrye-jwt,        ,     PT0S..PT30M worst-case",
        "nimbus-jwksource,    ,     PT0S..PT30S worst-case",
        "auth0-jwks-rsa-java, ,     PT0S..forever worst-case",
        // its keys run out sooner than its cooldown
        "smallrye-jwt,        PT5M, PT0S..PT5M worst-case",
        "go-oidc-v3,          ,     none",
        "kafka-oauthbearer,   ,     none",
        "envoy-jwt-authn,     ,     none",
        "go-oidc-v2,          ,     none",
    })
    void bogusKidsSpendTheBudget(String profile, Duration maxAge, String expected) {
        // Given
        ForecastScene scene = new ForecastScene()
                .publishes(WATCHED, OLD)
                .publishes(ROTATION, OLD, NEW)
                .maxAge(maxAge);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.COOLDOWN_POISONING, forecast, ROTATION)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ms-identitymodel, PT0S..PT5M worst-case",
        // a bogus kid would rather help those that do not fetch on a bad signature
        "quarkus-oidc,     none",
        "nimbus-jwksource, none",
    })
    void bogusKidsHinderTheFetchOnABadSignatureToo(String profile, String expected) {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD).publishes(ROTATION, OLD_REPLACED);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.COOLDOWN_POISONING, forecast, ROTATION)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, {1} ± {2}: {3}")
    @CsvSource({
        "envoy-jwt-authn,     PT59S,  PT1S,  none",
        "envoy-jwt-authn,     PT59S,  PT2S,  PT0S..forever worst-case",
        "envoy-jwt-authn,     PT65S,  PT5S,  PT0S..forever worst-case",
        "envoy-jwt-authn,     PT66S,  PT5S,  PT0S..forever certain",
        "envoy-jwt-authn,     PT-61S, PT5S,  PT0S..forever worst-case",
        "envoy-jwt-authn,     PT-66S, PT5S,  PT0S..forever certain",
        "ms-identitymodel,    PT66S,  PT5S,  none",
        "panva-jose,          PT0S,   PT0S,  none",
        // times are whole seconds: what is less than one fails nobody for long
        "panva-jose,          PT0.4S, PT0.5S, none",
        "panva-jose,          PT-0.4S, PT0.5S, none",
        "panva-jose,          PT0.6S, PT0.5S, PT0S..forever worst-case",
        "panva-jose,          PT1S,   PT0S,  PT0S..forever certain",
        // nbf has five minutes, exp none
        "go-oidc-v3,          PT-60S, PT1S,  none",
        "go-oidc-v3,          PT60S,  PT1S,  PT0S..forever certain",
        // validates no times
        "auth0-jwks-rsa-java, PT1H,   PT1S,  none",
    })
    void clockDrift(String profile, Duration offset, Duration errorBound, String expected) {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD).drift(offset, errorBound);

        // When
        ConsumerForecast forecast = scene.forecast(profile, ROTATION);

        // Then
        assertThat(text(ExposureCause.CLOCK_DRIFT, forecast, ROTATION)).isEqualTo(expected);
        assertThat(forecast.safeAt()).isEmpty();
    }

    @Test
    void withoutProfileAndObservedCacheNothingIsSaid() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(WATCHED, OLD).publishes(ROTATION, NEW);

        // When
        ConsumerForecast forecast = scene.forecast(Optional.empty(), ROTATION);

        // Then
        assertThat(forecast.exposures()).isEmpty();
    }

    @Test
    void keysOfTheFirstSightAreHeld() {
        // Given
        ForecastScene scene = new ForecastScene().publishes(ROTATION, OLD, NEW);

        // When
        ConsumerForecast forecast = scene.forecast("static-keys", ROTATION);

        // Then
        assertThat(forecast.exposures()).isEmpty();
    }

    @Test
    void tenantThatWasNeverReadSaysNothing() {
        // Given
        ForecastScene scene = new ForecastScene().fails(ROTATION);

        // When
        ConsumerForecast forecast = scene.forecast("nimbus-jwksource", ROTATION);

        // Then
        assertThat(forecast.exposures()).isEmpty();
    }
}
