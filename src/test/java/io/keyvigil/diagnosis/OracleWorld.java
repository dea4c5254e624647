package io.keyvigil.diagnosis;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One watched tenant with a lone key or with several, and real validators that know the same keys. */
public final class OracleWorld {

    public static final String ISSUER = "https://login.example/odd";

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final String WATCH_LIST =
            """
            tenants:
              odd: {issuer: 'https://login.example/odd', jwks-uri: 'http://127.0.0.1:9/odd', leeway: 60s}
            """;

    private static final List<TokenKey> KEYS = List.of(
            TokenKey.shortRsa("odd-rsa").with("'x5t':'AQAB','x5t#S256':'AQAB'"),
            TokenKey.ec("odd-ec", "ES256"),
            TokenKey.ed25519("odd-ed"),
            TokenKey.rsa("odd-rsa-2048", "RS256"));
    private final Instant now = Instant.parse("2026-11-22T03:00:00Z");
    private final Instance checking = new Instance(KEYS.subList(0, 1), Optional.of(TestToken.AUDIENCE));
    private final Instance skipping = new Instance(KEYS, Optional.empty());

    /** A diagnosis and two real validators that know the same keys and expect the same audience. */
    private final class Instance {
        private final TokenDiagnoser diagnoser;
        private final RealJudges judges;
        private final Optional<String> audience;

        Instance(List<TokenKey> known, Optional<String> audience) {
            WatchList watchList = WatchListParser.parse("watchlist.yaml", WATCH_LIST)
                    .watchList()
                    .orElseThrow();
            this.diagnoser = new TokenDiagnoser(
                    new FakeTenants(watchList, now).keys("odd", known, List.of()),
                    new Forecasts(Optional::empty, Profiles.shipped(), ObservedCaches.NONE, new ServedFreshness()),
                    TrueTime.UNKNOWN,
                    FindingTexts.load(),
                    Clock.fixed(now, ZoneOffset.UTC),
                    new SubjectPseudonym(new byte[32]));
            String jwks = SituationWorld.jwks(known.toArray(TokenKey[]::new));
            this.judges = new RealJudges(jwks, ISSUER, audience, LEEWAY, now);
            this.audience = audience;
        }

        Diagnosis diagnosed(String token) {
            Asked asked = Asked.of(token);
            return diagnoser.diagnose(audience.map(name -> asked.with("audience", name))
                    .orElse(asked)
                    .request());
        }
    }

    /** The same seed gives the same changes. */
    public OddTokens tokens(long seed) {
        return new OddTokens(seed, KEYS, ISSUER, now);
    }

    /** @param lone whether the tenant has one key only, and an audience is expected */
    public Agreement agreement(String token, boolean lone) {
        Instance instance = instance(lone);
        Diagnosis diagnosis = instance.diagnosed(token);
        return diagnosis.verdict() == Verdict.ACCEPTED
                ? Agreement.of(diagnosis, instance.judges.jose4j(token), instance.judges.nimbus(token))
                : Agreement.REJECTED;
    }

    /** What the real validators say. */
    public String complaints(String token, boolean lone) {
        RealJudges judges = instance(lone).judges;
        return "jose4j: " + judges.jose4j(token) + ", Nimbus: " + judges.nimbus(token);
    }

    /** Diagnoses whatever was pasted, with a message. */
    public void diagnose(String pasted, String message) {
        Asked asked =
                pasted.isEmpty() ? Asked.ofError(message) : Asked.of(pasted).with("error", message);
        skipping.diagnoser.diagnose(asked.request());
    }

    /** The keys as a JWK Set. */
    public String jwks() {
        return SituationWorld.jwks(KEYS.toArray(TokenKey[]::new));
    }

    /** The first key in PEM. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(KEYS.get(0).pair().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private Instance instance(boolean lone) {
        return lone ? checking : skipping;
    }
}
