package io.keyvigil.real;

import java.time.Duration;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** jose4j's {@code HttpsJwks}. */
final class Jose4jValidator implements RealValidator {

    private final JwtConsumer consumer;

    Jose4jValidator(String jwksUri) {
        consumer = reading(jwksUri, ValidatorKind.LIFE, ValidatorKind.COOLDOWN)
                .setExpectedAudience(StageTokens.AUDIENCE)
                .build();
    }

    private Jose4jValidator(JwtConsumer consumer) {
        this.consumer = consumer;
    }

    /** With one time for its cache and for the reprieve between two fetches, and whatever the audience. */
    static Jose4jValidator keepingFor(Duration life, String jwksUri) {
        return new Jose4jValidator(
                reading(jwksUri, life, life).setSkipDefaultAudienceValidation().build());
    }

    private static JwtConsumerBuilder reading(String jwksUri, Duration life, Duration cooldown) {
        HttpsJwks keys = new HttpsJwks(jwksUri);
        keys.setDefaultCacheDuration(life.toSeconds());
        keys.setRefreshReprieveThreshold(cooldown.toMillis());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setRequireExpirationTime();
    }

    @Override
    public void validate(String token) throws Exception {
        consumer.processToClaims(token);
    }
}
