package io.keyvigil.testing;

import io.keyvigil.risk.Risk;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** For each risk what a provider, a consumer or this machine does that makes it fire, and what makes it resolve. */
public enum RiskScenario {
    ROTATED_EVERY_TEN_DAYS(
            Risk.ROTATION_DUE, scene -> rotatesEveryTenDays(scene).passes(days(4)), scene -> scene.passes(days(6))
                    .publishes("5", "6")),
    NEW_KEY_THAT_DOES_NOT_SIGN_YET(
            Risk.ROTATION_PENDING,
            scene -> scene.publishes("1", "2").passes(minutes(5)).publishes("1", "2", "3"),
            scene -> scene.passes(minutes(11))),
    ONLY_KEY_REPLACED_BY_ANOTHER(
            Risk.CONSUMER_WILL_REJECT,
            scene -> scene.publishes("1").passes(minutes(5)).publishes("2"),
            scene -> scene.passes(minutes(11))),
    OBSERVED_CACHE_WITHOUT_THE_NEW_KEY(
            Risk.CONSUMER_STALE,
            scene -> scene.publishes("1", "2")
                    .passes(minutes(5))
                    .publishes("1", "2", "3")
                    .holds("1", "2"),
            scene -> scene.holds("1", "2", "3")),
    WHOLE_SET_REPLACED(
            Risk.ROTATION_UNSAFE,
            scene -> scene.publishes("1", "2").passes(minutes(5)).publishes("3", "4"),
            scene -> scene.passes(minutes(62))),
    WITHDRAWN_KEY_THAT_STILL_SIGNS(
            Risk.UNPUBLISHED_KEY_SIGNS,
            scene -> scene.publishes("1", "2")
                    .passes(minutes(5))
                    .publishes("2")
                    .passes(minutes(5))
                    .diagnosesTokenOf("1", "first")
                    .passes(minutes(1))
                    .diagnosesTokenOf("1", "second"),
            scene -> scene.passes(minutes(1)).signed("2", Duration.ZERO)),
    OTHER_KEY_UNDER_THE_SAME_KID(
            Risk.KID_REUSED,
            scene -> scene.publishes("1", "2")
                    .passes(minutes(5))
                    .publishesKeys(
                            SigningKeys.otherRsa("1").jwk(),
                            SigningKeys.rsa("2").jwk()),
            scene -> scene.passes(days(1))),
    TWO_SERVERS_WITH_KEYS_OF_THEIR_OWN(
            Risk.SPLIT_BRAIN,
            scene -> scene.publishes("1")
                    .passes(minutes(5))
                    .publishes("2")
                    .passes(minutes(5))
                    .publishes("1")
                    .passes(minutes(5))
                    .publishes("2"),
            scene -> scene.passes(days(1))),
    ROTATION_THAT_DOES_NOT_COME(
            Risk.ROTATION_OVERDUE,
            scene -> rotatesEveryTenDays(scene).passes(days(16)),
            scene -> scene.publishes("5", "6")),
    LONG_CACHES_AND_KEYS_THAT_SIGN_AT_ONCE(
            Risk.MAX_AGE_TOO_LONG,
            scene -> scene.maxAge(days(1)).publishes("1").passes(minutes(5)).publishes("2"),
            scene -> scene.maxAge(minutes(1)).answers()),
    ONE_KEY(Risk.SINGLE_KEY, scene -> scene.publishes("1"), scene -> scene.publishes("1", "2")),
    KEY_THAT_STATES_ITS_END(
            Risk.KEY_EXPIRING,
            scene -> scene.publishesKeys(ending(scene, days(20))).passes(days(16)),
            scene -> scene.publishes("2", "3")),
    EMPTY_SET(
            Risk.KEY_SET_INVALID,
            scene -> scene.publishes("1", "2").passes(minutes(5)).publishes(),
            scene -> scene.publishes("1", "2")),
    PRIVATE_EXPONENT_PUBLISHED(
            Risk.PRIVATE_KEY_EXPOSED,
            scene -> scene.publishesKeys(with("\"d\":\"AQAB\"")),
            scene -> scene.publishes("2", "3")),
    OTHER_ISSUER_IN_THE_DISCOVERY_DOCUMENT(
            Risk.METADATA_CHANGED,
            scene -> scene.publishes("1", "2")
                    .describes(Fetches.metadata("https://idp.example/contoso", Fetches.JWKS_URI, "RS256"))
                    .passes(minutes(5))
                    .describes(Fetches.metadata("https://idp.example/other", Fetches.JWKS_URI, "RS256")),
            scene -> scene.passes(days(1))),
    PROVIDER_DOWN(
            Risk.PROVIDER_UNREACHABLE,
            scene -> scene.publishes("1", "2")
                    .passes(minutes(5))
                    .fails()
                    .passes(minutes(5))
                    .fails(),
            RiskScene::answers),
    SLOW_ANSWERS(
            Risk.PROVIDER_SLOW,
            scene -> scene.takes(Duration.ofSeconds(2)).publishes("1", "2"),
            scene -> scene.takes(Duration.ofMillis(20)).answers()),
    CERTIFICATE_NEAR_ITS_END(
            Risk.TLS_EXPIRING,
            scene -> scene.certificateEndsIn(days(8)).publishes("1", "2").passes(days(2)),
            scene -> scene.certificateEndsIn(days(90)).answers()),
    CLOCK_AHEAD(
            Risk.CLOCK_DRIFT,
            scene -> scene.publishes("1", "2").clockIsOff(Duration.ofSeconds(40)),
            scene -> scene.clockIsOff(Duration.ZERO)),
    SILENT_TIME_SERVERS(
            Risk.CLOCK_UNKNOWN,
            scene -> scene.publishes("1", "2").timeServers("127.0.0.1:1").passes(minutes(1)),
            RiskScene::timeServers),
    PROVIDER_CLOCK_AHEAD(
            Risk.PROVIDER_CLOCK_DRIFT,
            scene -> scene.clockIsOff(Duration.ZERO)
                    .providerClock(Duration.ofSeconds(-40))
                    .publishes("1", "2"),
            scene -> scene.providerClock(Duration.ZERO).answers()),
    STORE_FULL(
            Risk.BLIND,
            scene -> scene.storeFails(true)
                    .publishes("1", "2")
                    .passes(Duration.ZERO)
                    .passes(minutes(1)),
            scene -> scene.storeFails(false).publishes("1", "3"));

    /** The longest that it takes until what is gone resolves. */
    public static final Duration CALM = minutes(5);

    private final Risk risk;
    private final UnaryOperator<RiskScene> provoke;
    private final UnaryOperator<RiskScene> mend;

    RiskScenario(Risk risk, UnaryOperator<RiskScene> provoke, UnaryOperator<RiskScene> mend) {
        this.risk = risk;
        this.provoke = provoke;
        this.mend = mend;
    }

    public Risk risk() {
        return risk;
    }

    public RiskScene provoked() {
        return provoke.apply(new RiskScene());
    }

    public RiskScene mended(RiskScene scene) {
        return mend.apply(scene).passes(CALM);
    }

    private static RiskScene rotatesEveryTenDays(RiskScene scene) {
        scene.publishes("0", "1");
        for (int i = 1; i < 5; i++) {
            scene.passes(days(10)).publishes(Integer.toString(i), Integer.toString(i + 1));
        }
        return scene;
    }

    private static String ending(RiskScene scene, Duration left) {
        return with("\"exp\":" + scene.now().plus(left).getEpochSecond());
    }

    private static String with(String member) {
        String jwk = SigningKeys.rsa("1").jwk();
        return jwk.substring(0, jwk.length() - 1) + "," + member + "}";
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
