package io.keyvigil.provider;

import io.keyvigil.jose.JsonValue;
import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.JwtReading;
import io.keyvigil.jose.Octets;
import io.keyvigil.jose.PlainText;
import io.keyvigil.jose.SignatureCheck;
import io.keyvigil.jose.SignatureForensics;
import io.keyvigil.jose.TokenFlaw;
import io.keyvigil.provider.CanaryResult.Failed;
import io.keyvigil.provider.CanaryResult.Signed;
import io.keyvigil.provider.CanaryResult.Signer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Verifies an access token with the known keys: the published ones, then those of a fresh poll, then the withdrawn ones.
 * Expiry and audience are not checked. A token for Microsoft Graph verifies by its hashed nonce.
 */
final class CanaryToken {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}(\\.[0-9]{1,9})?");
    private static final int LONGEST_SHOWN_KID = 64;

    private final Jwt jwt;
    private final JwsAlgorithm algorithm;
    private final Octets signature;
    private final Instant received;

    private CanaryToken(Jwt jwt, JwsAlgorithm algorithm, Octets signature, Instant received) {
        this.jwt = jwt;
        this.algorithm = algorithm;
        this.signature = signature;
        this.received = received;
    }

    /** @param received the time at which the token was received, by this clock */
    static CanaryResult judge(String token, CanaryKeys keys, Instant received) {
        return JwtParser.parse(token).fold(readable -> judge(readable, keys, received), CanaryToken::unreadable);
    }

    private static CanaryResult unreadable(JwtReading.Unreadable reading) {
        return switch (reading.flaw()) {
            case OPAQUE -> new Failed(CanaryFailure.OPAQUE_TOKEN, "three segments are wanted; ask for another scope");
            case ENCRYPTED -> new Failed(CanaryFailure.ENCRYPTED_TOKEN, "five segments; ask for another scope");
            default ->
                new Failed(
                        CanaryFailure.DAMAGED_TOKEN,
                        reading.flaw().code() + ": " + reading.flaw().explanation());
        };
    }

    private static CanaryResult judge(JwtReading.Readable reading, CanaryKeys keys, Instant received) {
        Jwt jwt = reading.jwt();
        Optional<TokenFlaw> flaw = reading.flaws().stream()
                .map(JwtReading.Found::flaw)
                .filter(found -> found != TokenFlaw.UNSUPPORTED_CRITICAL_HEADER)
                .findFirst();
        if (flaw.isPresent() || jwt.signature().isEmpty()) {
            return new Failed(
                    CanaryFailure.DAMAGED_TOKEN,
                    flaw.map(TokenFlaw::explanation).orElse("no signature"));
        }
        return jwt.header()
                .alg()
                .flatMap(JwsAlgorithm::named)
                .filter(algorithm -> algorithm.family() != JwsAlgorithm.Family.HMAC)
                .map(algorithm ->
                        new CanaryToken(jwt, algorithm, jwt.signature().orElseThrow(), received).judged(keys))
                .orElseGet(() -> new Failed(
                        CanaryFailure.NO_PUBLIC_KEY,
                        "alg is " + shown(jwt.header().alg())));
    }

    private CanaryResult judged(CanaryKeys keys) {
        Optional<Signer> published = signer(keys.published());
        if (published.isEmpty()) {
            keys.readAnew();
            published = signer(keys.published());
        }
        return published.<CanaryResult>map(Signed::new).orElseGet(() -> unpublished(keys));
    }

    private CanaryResult unpublished(CanaryKeys keys) {
        Optional<Signer> withdrawn = signer(keys.withdrawn());
        if (withdrawn.isPresent()) {
            String detail = "kid " + shown(withdrawn.get().kid()) + " ("
                    + withdrawn.get().thumbprint() + ") signs and is not published";
            return new Failed(CanaryFailure.WITHDRAWN_KEY, detail, Optional.empty(), Optional.empty(), withdrawn);
        }
        boolean named = keys.published().stream().anyMatch(this::isNamed);
        return new Failed(
                CanaryFailure.UNKNOWN_KEY,
                "kid " + shown(jwt.header().kid())
                        + (named ? " is published, but with other key material" : " is not published"));
    }

    /** Tries the key with the kid of the token first. */
    private Optional<Signer> signer(List<Jwk> keys) {
        return keys.stream()
                .sorted(Comparator.comparing(key -> !isNamed(key)))
                .filter(this::verifies)
                .findFirst()
                .flatMap(key -> key.thumbprint().map(thumbprint -> signer(thumbprint, key)));
    }

    private Signer signer(JwkThumbprint thumbprint, Jwk key) {
        Instant issuedAt = issuedAt().filter(iat -> !iat.isAfter(received)).orElse(received);
        return new Signer(thumbprint, key.kid(), issuedAt);
    }

    private boolean isNamed(Jwk key) {
        return jwt.header().kid().isPresent() && jwt.header().kid().equals(key.kid());
    }

    private boolean verifies(Jwk key) {
        return key.material()
                .filter(material -> Stream.concat(
                                Stream.of(jwt.signingInput()), SignatureForensics.withHashedNonce(jwt).stream())
                        .anyMatch(input -> SignatureCheck.check(algorithm, material, input, signature)
                                .verified()))
                .isPresent();
    }

    private Optional<Instant> issuedAt() {
        return jwt.claims()
                .flatMap(claims -> claims.member("iat"))
                .filter(JsonValue.Literal.class::isInstance)
                .map(iat -> ((JsonValue.Literal) iat).spelling())
                .filter(SECONDS.asMatchPredicate())
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text.split("\\.")[0])));
    }

    /** A provider's label, made safe for a log line. */
    private static String shown(Optional<String> label) {
        return label.map(text -> text.length() <= LONGEST_SHOWN_KID ? text : text.substring(0, LONGEST_SHOWN_KID) + "…")
                .map(text -> "'" + PlainText.quotable(text) + "'")
                .orElse("(none)");
    }

    @Override
    public String toString() {
        return "CanaryToken";
    }
}
