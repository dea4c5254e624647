package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.FindingCode.ALG_NONE;
import static io.keyvigil.diagnosis.FindingCode.AUDIENCE_INVISIBLE_CHARACTERS;
import static io.keyvigil.diagnosis.FindingCode.AUDIENCE_MISMATCH;
import static io.keyvigil.diagnosis.FindingCode.AUDIENCE_MISSING;
import static io.keyvigil.diagnosis.FindingCode.CONTENT_ALTERED;
import static io.keyvigil.diagnosis.FindingCode.DUPLICATE_MEMBER;
import static io.keyvigil.diagnosis.FindingCode.EXPIRED;
import static io.keyvigil.diagnosis.FindingCode.GRAPH_NONCE_TOKEN;
import static io.keyvigil.diagnosis.FindingCode.HMAC_WITH_PUBLIC_KEY;
import static io.keyvigil.diagnosis.FindingCode.ISSUED_IN_FUTURE;
import static io.keyvigil.diagnosis.FindingCode.ISSUER_MISMATCH;
import static io.keyvigil.diagnosis.FindingCode.ISSUER_TRAILING_SLASH;
import static io.keyvigil.diagnosis.FindingCode.KID_MISSING;
import static io.keyvigil.diagnosis.FindingCode.KID_OF_OTHER_TENANT;
import static io.keyvigil.diagnosis.FindingCode.KID_UNKNOWN;
import static io.keyvigil.diagnosis.FindingCode.KID_WITHDRAWN;
import static io.keyvigil.diagnosis.FindingCode.NOT_BASE64URL;
import static io.keyvigil.diagnosis.FindingCode.NOT_YET_VALID;
import static io.keyvigil.diagnosis.FindingCode.REFRESH_TOKEN;
import static io.keyvigil.diagnosis.FindingCode.SIGNATURE_DAMAGED;
import static io.keyvigil.diagnosis.FindingCode.SIGNATURE_DER_ENCODED;
import static io.keyvigil.diagnosis.FindingCode.SIGNATURE_MISSING;
import static io.keyvigil.diagnosis.FindingCode.SIGNED_BY_EMBEDDED_KEY;
import static io.keyvigil.diagnosis.FindingCode.SIGNED_BY_OTHER_KEY;
import static io.keyvigil.diagnosis.FindingCode.SIGNED_BY_OTHER_TENANT;
import static io.keyvigil.diagnosis.FindingCode.SIGNED_BY_WITHDRAWN_KEY;
import static io.keyvigil.diagnosis.FindingCode.SIGNED_WITH_OTHER_ALGORITHM;
import static io.keyvigil.diagnosis.FindingCode.TIME_IN_MILLISECONDS;
import static io.keyvigil.diagnosis.FindingCode.TIME_ZONE_OFFSET;
import static io.keyvigil.diagnosis.FindingCode.TRUNCATED_TOKEN;
import static io.keyvigil.diagnosis.FindingCode.WRONG_KEY;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What can be done to a token, and the cause that the mathematics allows to name afterwards. */
enum Mutation {
    NONE(nothing(), (ring, token) -> ring.sign(token)),
    WHITE_SPACE_AROUND(nothing(), (ring, token) -> "  " + ring.sign(token) + "\r\n"),
    BEARER_PREFIX(nothing(), (ring, token) -> "Bearer " + ring.sign(token)),
    QUOTES(nothing(), (ring, token) -> '"' + ring.sign(token) + '"'),
    LINE_BREAKS(nothing(), (ring, token) -> ring.sign(token).replaceAll("(.{64})", "$1\n")),
    ID_TOKEN(nothing(), (ring, token) -> ring.sign(token.claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ"))),
    LABEL_SURPLUS_HEADER(nothing(), (ring, token) -> ring.sign(token.header("x5t", "ABEiM0RVZneImaq7zN3u_wARIjM"))),

    FLIPPED_PAYLOAD_BIT(alteration(), (ring, token) -> flippedPayload(ring, ring.sign(token))),
    CHANGED_CLAIM(
            alteration(),
            (ring, token) -> withPayload(ring.sign(token), ring.token().claim("scp", "Admin"))),
    CHANGED_HEADER(
            alteration(),
            (ring, token) -> withHeader(ring.sign(token), ring.token().header("cty", "x"))),
    CHANGED_KEY_ORDER(alteration(), (ring, token) -> {
        Object audience = List.of(TestToken.AUDIENCE);
        return withPayload(ring.sign(token), ring.token().without("aud").claim("aud", audience));
    }),
    PAYLOAD_WITH_SPACES(
            alteration(),
            (ring, token) ->
                    withPayload(ring.sign(token), ring.token().claimsJson().replace(",", ", "))),
    OTHER_ALG_LABEL(
            Mutation::ofOtherLabel,
            (ring, token) -> withHeader(ring.sign(token), ring.token().header("alg", ring.otherHash()))),

    FLIPPED_SIGNATURE_BIT(always(WRONG_KEY), (ring, token) -> flippedSignature(ring, ring.sign(token))),
    SIGNATURE_OF_OTHER_TOKEN(alteration(), (ring, token) -> {
        String other = ring.sign(
                ring.token().claim("jti", Integer.toString(ring.random().nextInt())));
        return signingInput(ring.sign(token)) + other.substring(other.lastIndexOf('.'));
    }),
    SIGNATURE_TOO_LONG(always(SIGNATURE_DAMAGED), (ring, token) -> ring.sign(token) + "AAAA"),
    SIGNATURE_CUT(always(TRUNCATED_TOKEN), (ring, token) -> cutSignature(ring, ring.sign(token))),
    SIGNATURE_EMPTY(always(SIGNATURE_MISSING), (ring, token) -> token.signingInput() + "."),
    PAYLOAD_CUT(always(TRUNCATED_TOKEN), (ring, token) -> cutPayload(ring, ring.sign(token))),
    ONLY_TWO_SEGMENTS(always(TRUNCATED_TOKEN), (ring, token) -> token.signingInput()),
    PADDED(always(NOT_BASE64URL), (ring, token) -> ring.sign(token) + "="),
    STANDARD_ALPHABET(always(NOT_BASE64URL), (ring, token) -> standardAlphabet(ring)),
    FOREIGN_CHARACTER(always(NOT_BASE64URL), (ring, token) -> {
        String signed = ring.sign(token);
        return signed.substring(0, signed.length() - 5) + "*" + signed.substring(signed.length() - 4);
    }),
    DER(
            only("ES", SIGNATURE_DER_ENCODED),
            (ring, token) -> TestToken.joined(
                    token.signingInput(), TokenSigner.der(ring.alg(), ring.key().pair(), token.signingInput()))),

    OTHER_PUBLISHED_KEY(always(SIGNED_BY_OTHER_KEY), (ring, token) -> ring.signedBy(ring.second(), ring.key())),
    WITHDRAWN_KEY(always(KID_WITHDRAWN), (ring, token) -> ring.signedBy(ring.withdrawn(), ring.withdrawn())),
    WITHDRAWN_KEY_UNDER_OTHER_KID(
            always(SIGNED_BY_WITHDRAWN_KEY), (ring, token) -> ring.signedBy(ring.withdrawn(), ring.key())),
    OTHER_TENANTS_KEY(always(KID_OF_OTHER_TENANT), (ring, token) -> ring.signedBy(ring.foreign(), ring.foreign())),
    OTHER_TENANTS_KEY_UNDER_OUR_KID(
            always(SIGNED_BY_OTHER_TENANT), (ring, token) -> ring.signedBy(ring.foreign(), ring.key())),
    STRANGERS_KEY_UNDER_OUR_KID(always(WRONG_KEY), (ring, token) -> ring.signedBy(ring.stranger(), ring.key())),
    WRONG_KID(always(SIGNED_BY_OTHER_KEY), (ring, token) -> ring.signedBy(ring.key(), ring.second())),
    MADE_UP_KID(always(SIGNED_BY_OTHER_KEY), (ring, token) -> ring.sign(token.header("kid", "no-such-kid"))),
    STRANGERS_KID(always(KID_UNKNOWN), (ring, token) -> ring.signedBy(ring.stranger(), ring.stranger())),
    NO_KID(always(KID_MISSING), (ring, token) -> ring.sign(token.withoutHeader("kid"))),
    EMBEDDED_KEY(
            always(SIGNED_BY_EMBEDDED_KEY),
            (ring, token) -> TestToken.joined(
                    token.header("jwk", Pems.members(ring.stranger())).signingInput(),
                    TokenSigner.sign(ring.alg(), ring.stranger().pair(), token.signingInput()))),

    SIGNED_WITH_OTHER_HASH(rsaOnly(SIGNED_WITH_OTHER_ALGORITHM), (ring, token) -> token.signedWith(ring.otherHash())),
    SIGNED_WITH_OTHER_PADDING(
            rsaOnly(SIGNED_WITH_OTHER_ALGORITHM), (ring, token) -> token.signedWith(ring.otherPadding())),
    HMAC_WITH_PEM(
            always(HMAC_WITH_PUBLIC_KEY),
            (ring, token) -> TestToken.joined(
                    token.header("alg", "HS256").signingInput(),
                    TokenSigner.hmac(
                            "HS256", Pems.spki(ring.key()).getBytes(StandardCharsets.US_ASCII), token.signingInput()))),
    ALG_SAYS_NONE(always(ALG_NONE), (ring, token) -> token.header("alg", "none").signingInput() + "."),
    GRAPH_NONCE(always(GRAPH_NONCE_TOKEN), (ring, token) -> {
        String nonce = "nonce-" + ring.random().nextInt();
        String sent = token.header("nonce", nonce).signingInput();
        String hashed = token.header("nonce", Pems.sha256(nonce)).signingInput();
        return TestToken.joined(sent, TokenSigner.sign(ring.alg(), ring.key().pair(), hashed));
    }),

    EXPIRED_LONG_AGO(always(EXPIRED), (ring, token) -> ring.sign(token.claim("exp", ring.seconds() - 3_601))),
    EXPIRED_AT_THE_LEEWAY(always(EXPIRED), (ring, token) -> ring.sign(token.claim("exp", ring.seconds() - 60))),
    EXPIRED_WITHIN_THE_LEEWAY(nothing(), (ring, token) -> ring.sign(token.claim("exp", ring.seconds() - 59))),
    VALID_IN_FUTURE(always(NOT_YET_VALID), (ring, token) -> ring.sign(token.claim("nbf", ring.seconds() + 61))),
    VALID_WITHIN_THE_LEEWAY(nothing(), (ring, token) -> ring.sign(token.claim("nbf", ring.seconds() + 60))),
    ISSUED_LATER(always(ISSUED_IN_FUTURE), (ring, token) -> ring.sign(token.claim("iat", ring.seconds() + 61))),
    MILLISECONDS(
            always(TIME_IN_MILLISECONDS),
            (ring, token) -> ring.sign(token.claim("exp", (ring.seconds() + 3_600) * 1_000))),
    ZONE_OFFSET(always(TIME_ZONE_OFFSET), (ring, token) -> {
        long ahead = 1_800L * (1 + ring.random().nextInt(28));
        return ring.sign(token.claim("nbf", ring.seconds() + ahead)
                .claim("iat", ring.seconds() + ahead)
                .claim("exp", ring.seconds() + ahead + 3_600));
    }),

    WRONG_AUDIENCE(always(AUDIENCE_MISMATCH), (ring, token) -> ring.sign(token.claim("aud", "api://other"))),
    NO_AUDIENCE(always(AUDIENCE_MISSING), (ring, token) -> ring.sign(token.without("aud"))),
    INVISIBLE_IN_AUDIENCE(
            always(AUDIENCE_INVISIBLE_CHARACTERS),
            (ring, token) -> ring.sign(token.claim("aud", TestToken.AUDIENCE + "\u200B"))),
    OTHER_ISSUER(always(ISSUER_MISMATCH), (ring, token) -> ring.sign(token.claim("iss", "https://evil.example"))),
    TRAILING_SLASH(
            always(ISSUER_TRAILING_SLASH),
            (ring, token) -> ring.sign(token.claim("iss", SituationWorld.CONTOSO + "/"))),
    REPEATED_CLAIM(
            always(DUPLICATE_MEMBER),
            (ring, token) -> TestToken.signedTexts(
                    ring.key(), token.headerJson(), token.claimsJson().replaceFirst("\\{", "{\"sub\":\"admin\","))),
    REFRESH(always(REFRESH_TOKEN), (ring, token) -> ring.sign(token.claim("typ", "Refresh")));

    private final Function<KeyRing, Set<FindingCode>> causes;
    private final BiFunction<KeyRing, TestToken, String> mutate;

    Mutation(Function<KeyRing, Set<FindingCode>> causes, BiFunction<KeyRing, TestToken, String> mutate) {
        this.causes = causes;
        this.mutate = mutate;
    }

    /** Whether the mutation exists for that algorithm. */
    boolean applies(KeyRing ring) {
        boolean curve = !ring.isRsa();
        return switch (this) {
            case DER -> ring.alg().startsWith("ES");
            case SIGNED_WITH_OTHER_HASH, SIGNED_WITH_OTHER_PADDING -> !curve;
            case OTHER_ALG_LABEL -> !ring.alg().equals("EdDSA");
            default -> true;
        };
    }

    String applied(KeyRing ring) {
        return mutate.apply(ring, ring.token());
    }

    /** The causes that may be reported; none: the token is accepted. */
    Set<FindingCode> causes(KeyRing ring) {
        return causes.apply(ring);
    }

    private static Function<KeyRing, Set<FindingCode>> nothing() {
        return ring -> Set.of();
    }

    private static Function<KeyRing, Set<FindingCode>> always(FindingCode code) {
        return ring -> Set.of(code);
    }

    private static Function<KeyRing, Set<FindingCode>> only(String family, FindingCode code) {
        return ring -> ring.alg().startsWith(family) ? Set.of(code) : Set.of();
    }

    private static Function<KeyRing, Set<FindingCode>> rsaOnly(FindingCode code) {
        return ring -> ring.isRsa() ? Set.of(code) : Set.of();
    }

    /** An RSA signature tells that its key made it over other content; the others do not. */
    private static Function<KeyRing, Set<FindingCode>> alteration() {
        return ring -> Set.of(ring.isRsa() ? CONTENT_ALTERED : WRONG_KEY);
    }

    /** RS256 for RS384 changes the header; a curve's algorithm does not fit a key of the other curve. */
    private static Set<FindingCode> ofOtherLabel(KeyRing ring) {
        return Set.of(ring.isRsa() ? CONTENT_ALTERED : FindingCode.ALG_KEY_MISMATCH);
    }

    private static String signingInput(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String withPayload(String token, TestToken other) {
        return withPayload(token, other.claimsJson());
    }

    private static String withPayload(String token, String claims) {
        String[] segments = token.split("\\.");
        return segments[0] + "." + TestToken.encoded(claims) + "." + segments[2];
    }

    private static String withHeader(String token, TestToken other) {
        String[] segments = token.split("\\.");
        return TestToken.encoded(other.headerJson()) + "." + segments[1] + "." + segments[2];
    }

    /** A bit of a letter of a claim's value, so that it stays JSON. */
    private static String flippedPayload(KeyRing ring, String token) {
        String[] segments = token.split("\\.");
        byte[] payload = TestToken.decoded(segments[1]);
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("Orders.Read");
        payload[start + ring.random().nextInt(6)] ^= (byte) (1 << ring.random().nextInt(5));
        return segments[0] + "." + TestToken.encoded(payload) + "." + segments[2];
    }

    private static String flippedSignature(KeyRing ring, String token) {
        byte[] signature = TestToken.decoded(token.substring(token.lastIndexOf('.') + 1));
        int bit = ring.random().nextInt(signature.length * 8);
        signature[bit / 8] ^= (byte) (1 << (bit % 8));
        return TestToken.joined(signingInput(token), signature);
    }

    private static String cutSignature(KeyRing ring, String token) {
        byte[] signature = TestToken.decoded(token.substring(token.lastIndexOf('.') + 1));
        int kept = 1 + ring.random().nextInt(signature.length - 1);
        return TestToken.joined(signingInput(token), Arrays.copyOf(signature, kept));
    }

    private static String cutPayload(KeyRing ring, String token) {
        String[] segments = token.split("\\.");
        byte[] payload = TestToken.decoded(segments[1]);
        int kept = 1 + ring.random().nextInt(payload.length - 1);
        return segments[0] + "." + TestToken.encoded(Arrays.copyOf(payload, kept)) + "." + segments[2];
    }

    /** Signs until a character of the signature is one of the two that differ. */
    private static String standardAlphabet(KeyRing ring) {
        for (int attempt = 0; ; attempt++) {
            String token = ring.sign(ring.token().claim("jti", Integer.toString(attempt)));
            String signature = token.substring(token.lastIndexOf('.') + 1);
            if (signature.contains("-") || signature.contains("_")) {
                return signingInput(token) + "." + signature.replace('-', '+').replace('_', '/');
            }
        }
    }

    /** All of them in a random order. */
    static List<Mutation> shuffled(Random random) {
        List<Mutation> all = new ArrayList<>(List.of(values()));
        Collections.shuffle(all, random);
        return all;
    }

    static String name(Optional<FindingCode> cause) {
        return cause.map(FindingCode::code).orElse("accepted");
    }
}
