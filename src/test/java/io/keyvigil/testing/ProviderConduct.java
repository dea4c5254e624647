package io.keyvigil.testing;

import io.keyvigil.risk.Risk;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** What a provider really does over HTTP that makes a risk fire, and what makes it resolve. Two keys stand published at first. */
public enum ProviderConduct {
    ROTATES_EVERY_TEN_DAYS(Risk.ROTATION_DUE, at -> rotatesEveryTenDays(at).passes(days(4)), at -> at.passes(days(6))
            .publishes("5", "6")),
    PUBLISHES_A_KEY_AHEAD(Risk.ROTATION_PENDING, at -> at.publishes("0", "1", "2"), at -> at.passes(minutes(11))),
    REPLACES_ITS_ONLY_KEY(
            Risk.CONSUMER_WILL_REJECT,
            at -> at.publishes("1").passes(minutes(5)).publishes("2"),
            at -> at.passes(minutes(11))),
    PUBLISHES_WHAT_A_CACHE_LACKS(
            Risk.CONSUMER_STALE, at -> at.publishes("0", "1", "2").reports("0", "1"), at -> at.reports("0", "1", "2")),
    REPLACES_THE_WHOLE_SET(Risk.ROTATION_UNSAFE, at -> at.publishes("2", "3"), at -> at.passes(minutes(62))),
    REUSES_A_KID(
            Risk.KID_REUSED,
            at -> at.publishesKeys(
                    SigningKeys.rsa("0").jwk(), SigningKeys.otherRsa("1").jwk()),
            at -> at.passes(days(1))),
    ANSWERS_FROM_TWO_SERVERS(
            Risk.SPLIT_BRAIN,
            at -> at.publishes("2")
                    .passes(minutes(5))
                    .publishes("0", "1")
                    .passes(minutes(5))
                    .publishes("2"),
            at -> at.passes(days(1))),
    FORGETS_TO_ROTATE(
            Risk.ROTATION_OVERDUE, at -> rotatesEveryTenDays(at).passes(days(16)), at -> at.publishes("5", "6")),
    LETS_CACHES_KEEP_KEYS_TOO_LONG(
            Risk.MAX_AGE_TOO_LONG,
            at -> at.sends("Cache-Control", "max-age=86400").publishes("1").publishes("2"),
            at -> at.sends("Cache-Control", "max-age=60").publishes("2")),
    PUBLISHES_ONE_KEY(Risk.SINGLE_KEY, at -> at.publishes("1"), at -> at.publishes("1", "2")),
    STATES_THE_END_OF_ITS_KEY(
            Risk.KEY_EXPIRING,
            at -> at.publishesKeys(with("\"exp\":" + at.in(days(20)).getEpochSecond()))
                    .passes(days(16))
                    .polls(),
            at -> at.publishes("2", "3")),
    PUBLISHES_NOTHING(Risk.KEY_SET_INVALID, at -> at.publishes(), at -> at.publishes("0", "1")),
    PUBLISHES_A_PRIVATE_EXPONENT(
            Risk.PRIVATE_KEY_EXPOSED, at -> at.publishesKeys(with("\"d\":\"AQAB\"")), at -> at.publishes("2", "3")),
    NAMES_ANOTHER_ISSUER(Risk.METADATA_CHANGED, at -> at.names("https://idp.example/other"), at -> at.passes(days(1))),
    GOES_DOWN(Risk.PROVIDER_UNREACHABLE, at -> at.goesDown().polls().polls(), at -> at.comesBack()
            .polls()),
    ANSWERS_SLOWLY(Risk.PROVIDER_SLOW, at -> at.takes(Duration.ofMillis(700)).polls(), at -> at.takes(Duration.ZERO)
            .polls());

    private final Risk risk;
    private final Consumer<ProviderStage> provoke;
    private final Consumer<ProviderStage> mend;

    ProviderConduct(Risk risk, Consumer<ProviderStage> provoke, Consumer<ProviderStage> mend) {
        this.risk = risk;
        this.provoke = provoke;
        this.mend = mend;
    }

    public Risk risk() {
        return risk;
    }

    public String tenant() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public void provoke(ProviderStage at) {
        provoke.accept(at);
    }

    /** And then it stays away for long enough to be over. */
    public void mend(ProviderStage at) {
        mend.accept(at);
        at.passes(RiskScenario.CALM);
    }

    private static ProviderStage rotatesEveryTenDays(ProviderStage at) {
        for (int i = 1; i < 5; i++) {
            at.passes(days(10)).publishes(Integer.toString(i), Integer.toString(i + 1));
        }
        return at;
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
