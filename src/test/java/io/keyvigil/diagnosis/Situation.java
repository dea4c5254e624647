package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.ADVERTISED_RSA;
import static io.keyvigil.diagnosis.SituationWorld.BOUND;
import static io.keyvigil.diagnosis.SituationWorld.CERTIFIED;
import static io.keyvigil.diagnosis.SituationWorld.CONTOSO;
import static io.keyvigil.diagnosis.SituationWorld.EC;
import static io.keyvigil.diagnosis.SituationWorld.ED;
import static io.keyvigil.diagnosis.SituationWorld.ENTRA;
import static io.keyvigil.diagnosis.SituationWorld.ENTRA_RSA;
import static io.keyvigil.diagnosis.SituationWorld.FABRIKAM;
import static io.keyvigil.diagnosis.SituationWorld.FABRIKAM_EC;
import static io.keyvigil.diagnosis.SituationWorld.FABRIKAM_RSA;
import static io.keyvigil.diagnosis.SituationWorld.FADING;
import static io.keyvigil.diagnosis.SituationWorld.FADING_RSA;
import static io.keyvigil.diagnosis.SituationWorld.FOR_ENCRYPTION;
import static io.keyvigil.diagnosis.SituationWorld.OTHER_TID;
import static io.keyvigil.diagnosis.SituationWorld.REUSED_BEFORE;
import static io.keyvigil.diagnosis.SituationWorld.RSA;
import static io.keyvigil.diagnosis.SituationWorld.RSA_LABELLED;
import static io.keyvigil.diagnosis.SituationWorld.RSA_NEW;
import static io.keyvigil.diagnosis.SituationWorld.RSA_OLD;
import static io.keyvigil.diagnosis.SituationWorld.SILENT;
import static io.keyvigil.diagnosis.SituationWorld.STRANGER;
import static io.keyvigil.diagnosis.SituationWorld.STRICT;
import static io.keyvigil.diagnosis.SituationWorld.STRICT_RSA;
import static io.keyvigil.diagnosis.SituationWorld.TID;
import static io.keyvigil.diagnosis.SituationWorld.UNUSABLE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can have happened to a token, and what the diagnosis has to say: at least one row a code. Unit tests, HTTP tests and
 * the documentation's table are made of it.
 */
public enum Situation {
    GOOD_RSA("A token as it should be, signed with RSA", world -> ask(world.contoso(RSA))),
    GOOD_PSS("A token as it should be, signed with RSA-PSS", world -> ask(world.contoso(RSA.signingWith("PS256")))),
    GOOD_EC("A token as it should be, signed with ECDSA", world -> ask(world.contoso(EC))),
    GOOD_EDDSA("A token as it should be, signed with EdDSA", world -> ask(world.contoso(ED))),
    GOOD_ENTRA(
            "A token of an Entra tenant, for an issuer template",
            world -> ask(world.token(ENTRA_RSA, ENTRA).claim("tid", TID))),
    GOOD_WITHOUT_KID("The token names no key, and the tenant publishes just one", world -> Asked.of(
                    world.token(FADING_RSA, FADING).withoutHeader("kid").signed())
            .with("fresh", "false")),

    WRAPPED(
            "The token was pasted with its Authorization header",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of("Authorization: Bearer " + world.contoso(RSA).signed())),
    WRAPPED_IN_LINES(
            "The token was pasted in quotes, with line breaks",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of("\"" + world.contoso(RSA).signed().replaceAll("(.{76})", "$1\n") + "\"")),
    PASTED_CURL(
            "A curl command with the token was pasted",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of("curl -sS -H 'Authorization: Bearer "
                    + world.contoso(RSA).signed() + "' -b 'sid=7' https://api.example/orders")),
    PASTED_RESPONSE(
            "The whole JSON of the token endpoint was pasted",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of("{\"token_type\":\"Bearer\",\"access_token\":\""
                    + world.contoso(RSA).signed() + "\"}")),
    PASTED_LOG(
            "Text of a log follows the token",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of(world.contoso(RSA).signed() + " 03:00:01.5  4036 main.go:79] done")),
    PASTED_SECRET(
            "The token was base64-encoded once more, as in a Kubernetes Secret",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of("data:\n  token: "
                    + Base64.getEncoder()
                            .encodeToString(world.contoso(RSA).signed().getBytes(StandardCharsets.US_ASCII)))),
    TWO_SCHEMES(
            "The client put Bearer before a text that had it already",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of("Bearer Bearer " + world.contoso(RSA).signed())),
    PYTHON_BYTES(
            "The client sent the text form of Python bytes",
            FindingCode.WRAPPED_TOKEN,
            world -> Asked.of("Bearer b'" + world.contoso(RSA).signed() + "'")),
    EXPIRED_WITH_MESSAGE(
            "A log line has the message and the token",
            FindingCode.MESSAGE_EXPLAINED,
            Verdict.REJECTED,
            world -> Asked.of("WARN IDX10223: Lifetime validation failed. The token is expired. token="
                    + world.contoso(RSA).claim("exp", world.seconds() - 3_600).signed())),
    SHORTENED(
            "An ellipsis replaces a part of the token",
            FindingCode.TRUNCATED_TOKEN,
            world -> Asked.of(world.contoso(RSA).signed().replaceFirst("(\\..{30}).*(.{30})$", "$1...$2"))),
    NULL_FOR_TOKEN(
            "The client sent the word null instead of the token",
            FindingCode.EMPTY_TOKEN,
            world -> Asked.of("Authorization: Bearer null")),
    EMPTY("Nothing but white space was pasted", FindingCode.EMPTY_TOKEN, world -> Asked.of(" \n ")),
    OPAQUE(
            "An opaque token: it is no JWT at all",
            FindingCode.OPAQUE_TOKEN,
            world -> Asked.of("gho_16C7e42F292c6912E7710c838347Ae178B4a")),
    TRUNCATED(
            "A log line or a header limit cut the end of the token off",
            FindingCode.TRUNCATED_TOKEN,
            world -> Asked.of(cut(world.contoso(RSA).signed(), 40))),
    TRUNCATED_BEFORE_SIGNATURE(
            "The token ends before its third segment",
            FindingCode.TRUNCATED_TOKEN,
            world -> Asked.of(world.contoso(RSA).signingInput())),
    ENCRYPTED(
            "The token is encrypted (JWE, five segments)",
            FindingCode.ENCRYPTED_TOKEN,
            world -> Asked.of(
                    "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo1.48V1_ALb6US04U3b.5eym8TW_c8SuK0lt."
                            + "XFBoMYUZodetZdvTiFvSkQ")),
    PADDED(
            "A segment is padded with =",
            FindingCode.NOT_BASE64URL,
            world -> Asked.of(world.contoso(RSA).signed() + "==")),
    NOT_JSON("The payload is no JSON object", FindingCode.NOT_JSON, world -> Asked.of(
                    TestToken.signedTexts(RSA, world.contoso(RSA).headerJson(), "It's a dangerous business"))
            .with("tenant", "contoso")),
    DUPLICATE(
            "A claim stands twice",
            FindingCode.DUPLICATE_MEMBER,
            world -> Asked.of(TestToken.signedTexts(
                    RSA,
                    world.contoso(RSA).headerJson(),
                    world.contoso(RSA).claimsJson().replaceFirst("\\{", "{\"iss\":\"https://evil.example\",")))),
    CRITICAL(
            "The header demands an extension that nobody here understands",
            FindingCode.UNSUPPORTED_CRITICAL_HEADER,
            world -> ask(world.contoso(RSA).header("crit", List.of("b64")).header("b64", false))),
    UNENCODED(
            "The header says that the payload is not encoded, and has no crit",
            FindingCode.UNSUPPORTED_CRITICAL_HEADER,
            world -> ask(world.contoso(RSA).header("b64", false))),
    HEADER_FORM(
            "The content type in the header is a list",
            FindingCode.MALFORMED_HEADER,
            world -> ask(world.contoso(RSA).header("cty", List.of("JWT")))),
    SUBJECT_OBJECT(
            "The subject is an object",
            FindingCode.MALFORMED_CLAIM,
            world -> ask(world.contoso(RSA).claim("sub", Map.of("id", 7)))),
    SEVERAL_FORMS(
            "The subject is a number, and a header member is not an address",
            FindingCode.REFUSED_TOGETHER,
            world -> ask(world.contoso(RSA).claim("sub", 7).header("jku", "http://["))),
    SUBJECT_NUMBER(
            "The subject is a number",
            FindingCode.REFUSED_BY_SOME,
            world -> ask(world.contoso(RSA).claim("sub", 7))),
    BYTE_ORDER_MARK(
            "The claims begin with a byte order mark",
            FindingCode.REFUSED_BY_SOME,
            world -> Asked.of(TestToken.signedTexts(
                    RSA,
                    world.contoso(RSA).headerJson(),
                    "\uFEFF" + world.contoso(RSA).claimsJson()))),
    KID_NUMBER(
            "The kid is a number, and the tenant publishes just one key",
            FindingCode.REFUSED_BY_SOME,
            world -> Asked.of(world.token(FADING_RSA, FADING).header("kid", 7).signed())
                    .with("fresh", "false")),

    NO_ALG(
            "The header names no algorithm",
            FindingCode.ALG_MISSING,
            world -> ask(world.contoso(RSA).withoutHeader("alg"))),
    ALG_NONE(
            "The token says that it is not signed",
            FindingCode.ALG_NONE,
            world -> Asked.of(world.contoso(RSA).header("alg", "none").signingInput() + ".")),
    ALG_NOT_KNOWN(
            "The header names an algorithm that does not exist",
            FindingCode.ALG_UNSUPPORTED,
            world -> ask(world.contoso(RSA).header("alg", "RS257"))),
    ALG_FORBIDDEN(
            "The algorithm is not among those that the watch list allows",
            FindingCode.ALG_NOT_ALLOWED,
            world -> ask(world.token(STRICT_RSA, STRICT))),
    ALG_OF_OTHER_KEY_TYPE(
            "The header says RS256, but its kid names an elliptic curve key",
            FindingCode.ALG_KEY_MISMATCH,
            world -> Asked.of(world.contoso(EC).header("alg", "RS256").signedWith("ES256"))),
    ALG_OF_LABEL(
            "The key is labelled RS256, the token is signed with RS384",
            FindingCode.ALG_KEY_MISMATCH,
            world -> ask(world.contoso(RSA_LABELLED.signingWith("RS384")))),
    HMAC_PEM(
            "An attacker signed HS256 with the public key's PEM as secret",
            FindingCode.HMAC_WITH_PUBLIC_KEY,
            world -> Asked.of(hmac(
                    world.contoso(RSA).header("alg", "HS256"), Pems.spki(RSA).getBytes(StandardCharsets.US_ASCII)))),
    HMAC_SECRET(
            "The token is signed with a shared secret",
            FindingCode.HMAC_NOT_VERIFIABLE,
            world -> Asked.of(hmac(world.contoso(RSA).header("alg", "HS256"), new byte[32]))),
    ALG_UNADVERTISED(
            "The provider's discovery document does not list the algorithm",
            FindingCode.ALG_NOT_ADVERTISED,
            world -> ask(world.token(ADVERTISED_RSA, world.advertisersIssuer()))),

    NO_KID(
            "The token names no key, and the tenant publishes several",
            FindingCode.KID_MISSING,
            world -> ask(world.contoso(RSA).withoutHeader("kid"))),
    UNKNOWN_KID(
            "The token names a key that the tenant never published",
            FindingCode.KID_UNKNOWN,
            world -> ask(world.contoso(STRANGER))),
    UNKNOWN_KID_PROVIDER_DOWN(
            "The token names an unknown key, and the provider cannot be asked",
            FindingCode.KID_UNKNOWN,
            Verdict.UNDETERMINED,
            world -> ask(world.token(STRANGER, FADING))),
    WITHDRAWN(
            "The key that signed the token was rotated away",
            FindingCode.KID_WITHDRAWN,
            world -> ask(world.contoso(RSA_OLD))),
    OTHER_TENANT("Another tenant's token came to this one", FindingCode.KID_OF_OTHER_TENANT, world -> Asked.of(
                    world.token(FABRIKAM_RSA, FABRIKAM).signed())
            .with("tenant", "contoso")),
    OTHER_CLOUD(
            "A token of the US Government cloud came to the public cloud's tenant",
            FindingCode.ISSUER_MISMATCH,
            world -> ask(world.token(STRANGER, "https://login.microsoftonline.us/" + TID + "/v2.0")
                            .claim("tid", TID))
                    .with("tenant", "entra")),
    AUDIENCE_IN_OTHER_CASE(
            "The audiences differ in letter case",
            FindingCode.AUDIENCE_MISMATCH,
            world -> ask(world.contoso(RSA).claim("aud", "api://Orders"))),
    UNKNOWN_ALGORITHM_OF_KNOWN_KEY(
            "The kid is published, but the algorithm is written in small letters",
            FindingCode.ALG_UNSUPPORTED,
            world -> ask(world.contoso(RSA).header("alg", "rs256"))),
    OTHER_TENANT_EC(
            "Another tenant's token says that it is of this one",
            FindingCode.KID_OF_OTHER_TENANT,
            world -> ask(world.contoso(FABRIKAM_EC))),
    REUSED(
            "The provider put a new key under the kid of the old one",
            FindingCode.KID_REUSED,
            world -> ask(world.contoso(REUSED_BEFORE))),
    BOUND_KEY(
            "The key may be used for another issuer's tokens only",
            FindingCode.KEY_ISSUER_MISMATCH,
            world -> ask(world.contoso(BOUND))),
    OTHER_CERTIFICATE(
            "The header names another certificate than the key is published with",
            FindingCode.CERTIFICATE_MISMATCH,
            world -> ask(world.contoso(CERTIFIED).header("x5t#S256", "AQAB"))),
    ENCRYPTION_KEY(
            "The token is signed with a key that is published for encryption",
            FindingCode.KEY_NOT_FOR_SIGNING,
            world -> ask(world.contoso(FOR_ENCRYPTION))),
    UNUSABLE_KEY(
            "The key that the kid names is broken", FindingCode.KEY_UNUSABLE, world -> ask(world.contoso(UNUSABLE))),
    NO_KEYS(
            "The provider could never be reached",
            FindingCode.NO_KEYS_KNOWN,
            Verdict.UNDETERMINED,
            world -> ask(world.token(STRANGER, SILENT))),

    NO_SIGNATURE(
            "The third segment is empty",
            FindingCode.SIGNATURE_MISSING,
            world -> Asked.of(world.contoso(RSA).signingInput() + ".")),
    DAMAGED(
            "The signature is longer than the key can have made it",
            FindingCode.SIGNATURE_DAMAGED,
            world -> Asked.of(world.contoso(RSA).signed() + "AAAA")),
    DER(
            "The signature is in DER, as openssl writes it",
            FindingCode.SIGNATURE_DER_ENCODED,
            world -> Asked.of(der(world.contoso(EC)))),
    ALTERED(
            "A claim was changed after signing",
            FindingCode.CONTENT_ALTERED,
            world -> Asked.of(world.contoso(RSA).alteredTo(world.contoso(RSA).claim("scp", "Orders.Write")))),
    ALTERED_PSS(
            "A claim of an RSA-PSS token was changed after signing",
            FindingCode.CONTENT_ALTERED,
            world -> Asked.of(world.contoso(RSA.signingWith("PS256"))
                    .alteredTo(world.contoso(RSA).claim("scp", "Orders.Write")))),
    ALTERED_EC(
            "A claim of an ECDSA token was changed: nobody can tell that from a wrong key",
            FindingCode.WRONG_KEY,
            world -> Asked.of(world.contoso(EC).alteredTo(world.contoso(EC).claim("scp", "Orders.Write")))),
    FORGED(
            "Somebody else signed under a published key's kid",
            FindingCode.WRONG_KEY,
            world -> ask(world.contoso(STRANGER.named(RSA.kid())))),
    OTHER_KEY(
            "The kid names one published key, another one signed",
            FindingCode.SIGNED_BY_OTHER_KEY,
            world -> ask(world.contoso(RSA.named(RSA_LABELLED.kid())))),
    WITHDRAWN_UNDER_OTHER_KID(
            "A withdrawn key signed under a published key's kid",
            FindingCode.SIGNED_BY_WITHDRAWN_KEY,
            world -> ask(world.contoso(RSA_OLD.named(RSA.kid())))),
    OTHER_TENANT_UNDER_OUR_KID(
            "Another tenant's key signed under this tenant's kid",
            FindingCode.SIGNED_BY_OTHER_TENANT,
            world -> ask(world.contoso(FABRIKAM_RSA.named(RSA.kid())))),
    OTHER_HASH(
            "The header says RS256, the signature is RS512",
            FindingCode.SIGNED_WITH_OTHER_ALGORITHM,
            world -> Asked.of(world.contoso(RSA).signedWith("RS512"))),
    PSS_FOR_PKCS1(
            "The header says RS256, the signature is PS256",
            FindingCode.SIGNED_WITH_OTHER_ALGORITHM,
            world -> Asked.of(world.contoso(RSA).signedWith("PS256"))),
    GRAPH(
            "A token for Microsoft Graph, which only Graph can validate",
            FindingCode.GRAPH_NONCE_TOKEN,
            world -> Asked.of(graph(world.contoso(RSA)))),
    EMBEDDED(
            "The token brings its own key along",
            FindingCode.SIGNED_BY_EMBEDDED_KEY,
            world -> ask(world.contoso(STRANGER.named(RSA.kid())).header("jwk", Pems.members(STRANGER)))),

    NO_ISSUER(
            "The token has no iss",
            FindingCode.ISSUER_MISSING,
            world -> ask(world.contoso(RSA).without("iss"))),
    UNKNOWN_ISSUER(
            "No tenant of the watch list has this issuer",
            FindingCode.ISSUER_UNKNOWN,
            world -> ask(world.token(STRANGER, "https://nobody.example"))),
    OTHER_ISSUER(
            "This tenant's key signed for another issuer",
            FindingCode.ISSUER_MISMATCH,
            world -> ask(world.token(RSA, "https://nobody.example"))),
    ENTRA_VERSION(
            "A v1 token of Entra ID where v2 is expected",
            FindingCode.ISSUER_VERSION_MISMATCH,
            world -> ask(world.token(ENTRA_RSA, "https://sts.windows.net/" + TID + "/")
                    .claim("tid", TID))),
    SLASH(
            "The issuers differ in a slash at the end",
            FindingCode.ISSUER_TRAILING_SLASH,
            world -> ask(world.token(RSA, CONTOSO + "/"))),
    OTHER_TENANT_ID(
            "tid and the tenant in iss differ",
            FindingCode.TENANT_ID_MISMATCH,
            world -> ask(world.token(ENTRA_RSA, ENTRA).claim("tid", OTHER_TID))),

    NO_AUDIENCE(
            "The token has no aud",
            FindingCode.AUDIENCE_MISSING,
            world -> ask(world.contoso(RSA).without("aud"))),
    OTHER_AUDIENCE(
            "The token is for another API",
            FindingCode.AUDIENCE_MISMATCH,
            world -> ask(world.contoso(RSA).claim("aud", "api://billing"))),
    INVISIBLE_AUDIENCE(
            "The expected audience has a character that nobody sees",
            FindingCode.AUDIENCE_INVISIBLE_CHARACTERS,
            world -> Asked.of(world.contoso(RSA).signed()).with("audience", "api://\u200Borders")),
    AUDIENCE_UNCHECKED(
            "Nobody said which audience to expect",
            FindingCode.AUDIENCE_NOT_CHECKED,
            world -> ask(world.token(FABRIKAM_RSA, FABRIKAM))),

    EXPIRED(
            "The token expired an hour ago",
            FindingCode.EXPIRED,
            world -> ask(
                    world.contoso(RSA).claim("iat", world.seconds() - 7_200).claim("exp", world.seconds() - 3_600))),
    EXPIRED_THEN("The token was expired at the moment of the failure", FindingCode.EXPIRED, world -> Asked.of(
                    world.contoso(RSA).signed())
            .with("at", world.now().plusSeconds(7_200).toString())),
    NOT_YET_VALID(
            "The token becomes valid in five minutes",
            FindingCode.NOT_YET_VALID,
            world -> ask(world.contoso(RSA).claim("nbf", world.seconds() + 300))),
    ISSUED_LATER(
            "The issuer's clock is ahead: the token was issued in the future",
            FindingCode.ISSUED_IN_FUTURE,
            world -> ask(world.contoso(RSA).claim("iat", world.seconds() + 300))),
    NO_EXPIRY(
            "The token never ends",
            FindingCode.MISSING_EXP,
            world -> ask(world.contoso(RSA).without("exp"))),
    TIME_AS_TEXT(
            "The expiry is a number in quotes",
            FindingCode.MALFORMED_TIME,
            world -> ask(world.contoso(RSA).claim("exp", "1700000000"))),
    TIME_AS_FRACTION(
            "The expiry has a fraction",
            FindingCode.UNUSUAL_TIME,
            world -> ask(world.contoso(RSA).claim("exp", world.seconds() + 3_600.5))),
    MILLISECONDS(
            "The times count milliseconds",
            FindingCode.TIME_IN_MILLISECONDS,
            world -> ask(world.contoso(RSA).claim("exp", world.seconds() * 1_000 + 3_600_000))),
    ZONE(
            "Local time was taken for UTC: everything lies two hours ahead",
            FindingCode.TIME_ZONE_OFFSET,
            world -> ask(world.contoso(RSA)
                    .claim("iat", world.seconds() + 7_200)
                    .claim("nbf", world.seconds() + 7_200)
                    .claim("exp", world.seconds() + 10_800))),
    LEEWAY(
            "The token is expired, but within the leeway",
            FindingCode.WITHIN_LEEWAY,
            world ->
                    ask(world.contoso(RSA).claim("iat", world.seconds() - 3_600).claim("exp", world.seconds() - 20))),
    LONG_LIFE(
            "The token lives a year",
            FindingCode.LIFETIME_UNUSUAL,
            world -> ask(world.contoso(RSA).claim("exp", world.seconds() + 365L * 86_400))),
    CLOCK_SKEWED(
            "This machine's clock is wrong: the token is right for true time",
            FindingCode.CLOCK_SKEWED_HERE,
            world -> ask(world.contoso(RSA)
                            .claim("iat", world.seconds() - 7_200)
                            .claim("nbf", world.seconds() - 7_200)
                            .claim("exp", world.seconds() - 600))
                    .knowing(new TrueTime.Drift(Duration.ofMinutes(30), Duration.ofMillis(30)))),
    CLOCK_NOT_KNOWN(
            "Nothing trustworthy is known of true time", FindingCode.CLOCK_UNKNOWN, world -> ask(world.contoso(RSA))),

    ASSERTION("A client assertion for Entra ID, with the registered key", world -> assertion(world)
            .with("jwks", SituationWorld.jwks(STRANGER))),
    ASSERTION_ALONE(
            "A client assertion for Entra ID, and its key is not known",
            FindingCode.ASSERTION_REGISTRATION_UNKNOWN,
            Verdict.UNDETERMINED,
            Situation::assertion),
    DEVICE_OTHER_KEY(
            "A device signed with another key than that of its certificate",
            FindingCode.ASSERTION_CERTIFICATE,
            world -> ask(world.token(STRANGER, CONTOSO)
                    .without("iss")
                    .without("exp")
                    .without("sub")
                    .withoutHeader("kid")
                    .header("x5c", List.of("AAAA"))
                    .claim("aud", "https://login.microsoftonline.com/common/oauth2/token")
                    .claim("nonce", "AwABAAEAAAAC")
                    .claim("iat", String.valueOf(world.seconds())))),
    THUMBPRINT_HEX(
            "x5t in a client assertion for Entra ID is the hexadecimal text",
            FindingCode.ASSERTION_KEY_NAME,
            world -> assertion(world, "x5t", "0123456789ABCDEF0123456789ABCDEF01234567")),
    ASSERTION_TOO_LONG(
            "exp in an assertion for Box is an hour from now",
            FindingCode.ASSERTION_LIFETIME,
            world -> ask(world.token(STRANGER, "client-7")
                    .claim("aud", "https://api.box.com/oauth2/token")
                    .claim("jti", "7f2c1d9e5a3b4c60"))),
    ASSERTION_ELSEWHERE(
            "An assertion for DocuSign names the address instead of the host as aud",
            FindingCode.ASSERTION_AUDIENCE,
            world -> ask(world.token(STRANGER, "client-7")
                    .claim("scope", "signature impersonation")
                    .claim("exp", world.seconds() + 600)
                    .claim("aud", "https://account-d.docusign.com"))),
    ASSERTION_SUBJECT(
            "iss and sub of a client assertion for Okta differ",
            FindingCode.ASSERTION_CLAIMS,
            world -> ask(world.token(STRANGER, "client-7")
                    .claim("exp", world.seconds() + 600)
                    .claim("aud", "https://dev-1.okta.com/oauth2/default/v1/token"))),

    REFRESH(
            "A refresh token was sent to an API",
            FindingCode.REFRESH_TOKEN,
            world -> ask(world.contoso(RSA).claim("typ", "Refresh"))),
    ID_TOKEN(
            "An ID token was sent to an API",
            FindingCode.ID_TOKEN_AS_ACCESS_TOKEN,
            world -> ask(world.contoso(RSA).claim("nonce", "n-0S6_WzA2Mj"))),
    OTHER_TYPE(
            "The header's typ is of another kind of token",
            FindingCode.TYPE_UNEXPECTED,
            world -> ask(world.contoso(RSA).header("typ", "secevent+jwt"))),

    MESSAGE_FITS(
            "The reported error, explained: the token is expired indeed",
            FindingCode.MESSAGE_EXPLAINED,
            Verdict.REJECTED,
            world -> ask(world.contoso(RSA)
                            .claim("iat", world.seconds() - 7_200)
                            .claim("exp", world.seconds() - 3_600))
                    .with("error", "IDX10223: Lifetime validation failed. The token is expired.")),
    MESSAGE_CONTRADICTED(
            "The reported error says that the token is expired, and it is not",
            FindingCode.MESSAGE_CONTRADICTS_TOKEN,
            world -> ask(world.contoso(RSA))
                    .with("error", "IDX10223: Lifetime validation failed. The token is expired.")),
    MESSAGE_NOT_KNOWN(
            "Nothing in the reported error is known", FindingCode.MESSAGE_UNKNOWN, world -> ask(world.contoso(RSA))
                    .with("error", "computer says no")),
    MESSAGE_ONLY(
            "There is an error message and no token",
            FindingCode.MESSAGE_EXPLAINED,
            Verdict.UNDETERMINED,
            world -> Asked.ofError("AADSTS50013: Assertion failed signature validation.")),

    NEW_KEY(
            "The application has pinned its keys and lacks the new one",
            FindingCode.NOT_YET_CACHED,
            world -> ask(world.contoso(RSA_NEW)).with("consumer", "pinned")),
    NEW_KEY_PASTED(
            "The keys that the application holds lack the one that signed",
            FindingCode.NOT_YET_CACHED,
            world -> ask(world.contoso(RSA)).with("jwks", SituationWorld.jwks(EC))),
    OLD_KEY_TRUSTED(
            "The application still trusts the key that was rotated away",
            FindingCode.STILL_CACHED,
            Verdict.REJECTED,
            world -> ask(world.contoso(RSA_OLD)).with("consumer", "pinned"));

    private final String what;
    private final Optional<FindingCode> code;
    private final Verdict verdict;
    private final Function<SituationWorld, Asked> asked;

    Situation(String what, Function<SituationWorld, Asked> asked) {
        this(what, Optional.empty(), Verdict.ACCEPTED, asked);
    }

    Situation(String what, FindingCode code, Function<SituationWorld, Asked> asked) {
        this(what, Optional.of(code), code.result() == Result.FAIL ? Verdict.REJECTED : Verdict.ACCEPTED, asked);
    }

    Situation(String what, FindingCode code, Verdict verdict, Function<SituationWorld, Asked> asked) {
        this(what, Optional.of(code), verdict, asked);
    }

    Situation(String what, Optional<FindingCode> code, Verdict verdict, Function<SituationWorld, Asked> asked) {
        this.what = what;
        this.code = code;
        this.verdict = verdict;
        this.asked = asked;
    }

    /** What happened, in words. */
    public String what() {
        return what;
    }

    /** The code that has to be among the findings; empty: none that fails. */
    public Optional<FindingCode> code() {
        return code;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The code that has to be the cause. */
    public Optional<FindingCode> cause() {
        return switch (this) {
            case MESSAGE_FITS, EXPIRED_WITH_MESSAGE -> Optional.of(FindingCode.EXPIRED);
            case OLD_KEY_TRUSTED -> Optional.of(FindingCode.KID_WITHDRAWN);
            case OTHER_TENANT -> Optional.of(FindingCode.ISSUER_MISMATCH);
            default -> code.filter(known -> known.result() == Result.FAIL);
        };
    }

    public Asked asked(SituationWorld world) {
        return asked.apply(world);
    }

    /** Whether it can be brought about from outside: true time cannot. */
    public boolean overHttp() {
        return this != CLOCK_SKEWED && this != CLOCK_NOT_KNOWN;
    }

    private static Asked assertion(SituationWorld world) {
        return assertion(world, "x5t", "ASNFZ4mrze8BI0VniavN7wEjRWc");
    }

    private static Asked assertion(SituationWorld world, String member, String value) {
        return ask(world.token(STRANGER, "client-7")
                .header(member, value)
                .claim("sub", "client-7")
                .claim("aud", ENTRA.replace("/v2.0", "/oauth2/v2.0/token")));
    }

    private static Asked ask(TestToken token) {
        return Asked.of(token.signed());
    }

    private static String cut(String token, int characters) {
        return token.substring(0, token.length() - characters);
    }

    private static String hmac(TestToken token, byte[] secret) {
        return TestToken.joined(token.signingInput(), TokenSigner.hmac("HS256", secret, token.signingInput()));
    }

    private static String der(TestToken token) {
        return TestToken.joined(token.signingInput(), TokenSigner.der("ES256", EC.pair(), token.signingInput()));
    }

    static String graph(TestToken token) {
        String nonce = "AQABAAAAAAD--DLA3VO7QrddgJg7WevrAg";
        String sent = token.header("nonce", nonce).signingInput();
        String signed = token.header("nonce", Pems.sha256(nonce)).signingInput();
        return TestToken.joined(sent, TokenSigner.sign("RS256", RSA.pair(), signed));
    }

    /** The table of the documentation: one row a situation. */
    static String markdown() {
        return Arrays.stream(values())
                .map(row ->
                        "| " + row.code().map(code -> "`" + code.code() + "`").orElse("–") + " | " + row.what() + " |")
                .collect(Collectors.joining("\n", "| code | what happened |\n| --- | --- |\n", "\n"));
    }
}
