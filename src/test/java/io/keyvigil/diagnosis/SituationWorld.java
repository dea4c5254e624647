package io.keyvigil.diagnosis;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListParser;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tenants of all situations, and their keys: the same for the unit tests and over HTTP.
 *
 * @param now what the tokens' times are relative to
 * @param advertisersIssuer the issuer of the tenant that has a discovery document
 */
public record SituationWorld(Instant now, String advertisersIssuer) {

    static final Instant FIXED = Instant.parse("2026-11-22T03:00:00Z");

    static final String CONTOSO = "https://login.example/contoso";
    static final String FABRIKAM = "https://login.example/fabrikam";
    static final String STRICT = "https://login.example/strict";
    static final String SILENT = "https://login.example/silent";
    static final String FADING = "https://login.example/fading";
    static final String TID = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    static final String OTHER_TID = "11111111-86f1-41af-91ab-2d7cd011db47";
    static final String ENTRA = "https://login.microsoftonline.com/" + TID + "/v2.0";

    static final TokenKey RSA = TokenKey.rsa("rsa-2026", "RS256");
    static final TokenKey RSA_LABELLED = TokenKey.rsa("rsa-labelled", "RS256").with("'alg':'RS256'");
    static final TokenKey RSA_NEW = TokenKey.rsa("rsa-new", "RS256");
    static final TokenKey RSA_OLD = TokenKey.rsa("rsa-2025", "RS256");
    static final TokenKey EC = TokenKey.ec("ec-2026", "ES256");
    static final TokenKey ED = TokenKey.ed25519("ed-2026");
    static final TokenKey FOR_ENCRYPTION =
            TokenKey.rsa("for-encryption", "RS256").with("'use':'enc'");
    static final TokenKey UNUSABLE = TokenKey.rsa("exponent-two", "RS256").with("'e':'Ag'");
    static final TokenKey BOUND = TokenKey.rsa("bound", "RS256").with("'issuer':'https://login.example/elsewhere'");
    static final TokenKey CERTIFIED = TokenKey.rsa("certified", "RS256").with("'x5t#S256':'AAAA'");
    static final TokenKey REUSED_NOW = TokenKey.ec("reused", "ES256");
    static final TokenKey REUSED_BEFORE = TokenKey.ec("reused", "ES256");
    static final TokenKey FABRIKAM_RSA = TokenKey.rsa("fabrikam-rsa", "RS256");
    static final TokenKey FABRIKAM_EC = TokenKey.ec("fabrikam-ec", "ES256");
    static final TokenKey ENTRA_RSA = TokenKey.rsa("entra-rsa", "RS256");
    static final TokenKey STRICT_RSA = TokenKey.rsa("strict-rsa", "RS256");
    static final TokenKey FADING_RSA = TokenKey.rsa("fading-rsa", "RS256");
    static final TokenKey ADVERTISED_RSA = TokenKey.rsa("advertised-rsa", "PS256");
    /** Its modulus is the smaller one, so that its signatures are numbers that {@link #RSA} can have made. */
    static final TokenKey STRANGER = TokenKey.rsaBelow(RSA, "stranger");

    private static final List<TokenKey> CONTOSO_KEYS =
            List.of(RSA, RSA_LABELLED, EC, ED, FOR_ENCRYPTION, UNUSABLE, BOUND, CERTIFIED, REUSED_NOW);

    /** What each tenant publishes at first, and what at the end; the rest was withdrawn in between. */
    public static final Map<String, List<String>> JWKS = Map.of(
            "contoso",
            List.of(
                    jwks(RSA, RSA_LABELLED, EC, ED, FOR_ENCRYPTION, UNUSABLE, BOUND, CERTIFIED, REUSED_BEFORE, RSA_OLD),
                    jwks(RSA, RSA_LABELLED, EC, ED, FOR_ENCRYPTION, UNUSABLE, BOUND, CERTIFIED, REUSED_NOW, RSA_NEW)),
            "fabrikam",
            List.of(jwks(FABRIKAM_RSA, FABRIKAM_EC)),
            "entra",
            List.of(jwks(ENTRA_RSA)),
            "strict",
            List.of(jwks(STRICT_RSA)),
            "fading",
            List.of(jwks(FADING_RSA)),
            "advertiser",
            List.of(jwks(ADVERTISED_RSA)));

    private static final String WATCH_LIST =
            """
            tenants:
              contoso:
                issuer: https://login.example/contoso
                jwks-uri: %s/jwks
                audiences: [api://orders]
                leeway: 60s
                consumers: [orders-api, pinned]
              fabrikam: {issuer: 'https://login.example/fabrikam', jwks-uri: '%s/jwks'}
              entra:
                issuer: https://login.microsoftonline.com/{tenantid}/v2.0
                jwks-uri: %s/jwks
                audiences: [api://orders]
              strict: {issuer: 'https://login.example/strict', jwks-uri: '%s/jwks', algorithms: [ES256]}
              silent: {issuer: 'https://login.example/silent', jwks-uri: '%s/jwks'}
              fading: {issuer: 'https://login.example/fading', jwks-uri: '%s/jwks'}
              advertiser: {issuer: '%s'}
            consumers:
              orders-api: {profile: spring-nimbus-jwtdecoder}
              pinned: {profile: static-keys}
              billing: {profile: static-keys, audiences: ['api://billing']}
            """;

    static SituationWorld fixed() {
        return new SituationWorld(FIXED, "https://login.example/advertiser");
    }

    /** @param address of the providers, in the order of {@link #providers()} */
    public static String watchList(List<String> address) {
        return String.format(WATCH_LIST, address.toArray());
    }

    public static List<String> providers() {
        return List.of("contoso", "fabrikam", "entra", "strict", "silent", "fading", "advertiser");
    }

    FakeTenants tenants() {
        List<String> addresses = providers().stream()
                .map(name -> name.equals("advertiser") ? advertisersIssuer : "http://127.0.0.1:9/" + name)
                .toList();
        WatchList watchList = WatchListParser.parse("watchlist.yaml", watchList(addresses))
                .watchList()
                .orElseThrow();
        return new FakeTenants(watchList, now)
                .keys("contoso", CONTOSO_KEYS, List.of(RSA_OLD, REUSED_BEFORE))
                .newKey("contoso", RSA_NEW)
                .keys("fabrikam", List.of(FABRIKAM_RSA, FABRIKAM_EC), List.of())
                .keys("entra", List.of(ENTRA_RSA), List.of())
                .keys("strict", List.of(STRICT_RSA), List.of())
                .keys("fading", List.of(FADING_RSA), List.of())
                .keys("advertiser", List.of(ADVERTISED_RSA), List.of())
                .advertising("advertiser", "RS256", "ES256")
                .event(
                        "contoso",
                        new KeyEvent(
                                KeyEventKind.KEY_WITHDRAWN,
                                now.minusSeconds(3_600),
                                Optional.of(RSA_OLD.kid()),
                                Optional.empty(),
                                "gone"))
                .goDown("silent")
                .goDown("fading");
    }

    TokenDiagnoser diagnoser(TrueTime trueTime) {
        return diagnoser(tenants(), trueTime);
    }

    TokenDiagnoser diagnoser(KnownTenants tenants, TrueTime trueTime) {
        return diagnoser(tenants, ObservedCaches.NONE, trueTime);
    }

    TokenDiagnoser diagnoser(KnownTenants tenants, ObservedCaches observed, TrueTime trueTime) {
        return new TokenDiagnoser(
                tenants,
                new Forecasts(Optional::empty, Profiles.shipped(), observed, new ServedFreshness()),
                trueTime,
                FindingTexts.load(),
                Clock.fixed(now, ZoneOffset.UTC),
                new SubjectPseudonym(new byte[32]));
    }

    TestToken contoso(TokenKey key) {
        return TestToken.of(key, CONTOSO, now);
    }

    TestToken token(TokenKey key, String issuer) {
        return TestToken.of(key, issuer, now);
    }

    long seconds() {
        return now.getEpochSecond();
    }

    static String jwks(TokenKey... keys) {
        return Arrays.stream(keys).map(TokenKey::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
