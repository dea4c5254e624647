package io.keyvigil.diagnosis;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Two real validators with the same keys, issuer, audience and leeway: jose4j and Nimbus JOSE+JWT. */
public final class RealJudges {

    private final JwtConsumer jose4j;
    private final DefaultJWTProcessor<SecurityContext> nimbus = new DefaultJWTProcessor<>();

    /** @param audience empty: not checked */
    public RealJudges(String jwks, String issuer, Optional<String> audience, Duration leeway, Instant now) {
        this.jose4j = jose4j(jwks, issuer, audience, leeway, now);
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        algorithms.addAll(JWSAlgorithm.Family.ED);
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        audience.orElse(null),
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        Set.of()) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(now);
                    }
                };
        nimbus.setJWSTypeVerifier((type, context) -> {});
        claims.setMaxClockSkew((int) leeway.toSeconds());
        nimbus.setJWTClaimsSetVerifier(claims);
        try {
            nimbus.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(JWKSet.parse(jwks))));
        } catch (ParseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Keys of any length are accepted: the form of tokens is judged, and short keys sign faster. */
    private static JwtConsumer jose4j(
            String jwks, String issuer, Optional<String> audience, Duration leeway, Instant now) {
        try {
            JwtConsumerBuilder builder = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                    .setRelaxVerificationKeyValidation()
                    .setExpectedIssuer(issuer)
                    .setAllowedClockSkewInSeconds((int) leeway.toSeconds())
                    .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()));
            audience.ifPresentOrElse(builder::setExpectedAudience, builder::setSkipDefaultAudienceValidation);
            return builder.build();
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Empty if jose4j accepts the token; otherwise its complaint. */
    public Optional<String> jose4j(String token) {
        return complaint(() -> jose4j.processToClaims(token));
    }

    /** Empty if Nimbus accepts the token; otherwise its complaint. */
    public Optional<String> nimbus(String token) {
        return complaint(() -> nimbus.process(token, null));
    }

    private interface Validation {
        void run() throws Exception;
    }

    /** Whatever it throws: a runtime exception is a refusal, too. */
    private static Optional<String> complaint(Validation validation) {
        try {
            validation.run();
            return Optional.empty();
        } catch (Exception | StackOverflowError refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
