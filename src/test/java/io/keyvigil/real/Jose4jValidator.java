package io.keyvigil.real;

import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** jose4j's {@code HttpsJwks}. */
final class Jose4jValidator implements RealValidator {

    private final JwtConsumer consumer;

    Jose4jValidator(String jwksUri) {
        HttpsJwks keys = new HttpsJwks(jwksUri);
        keys.setDefaultCacheDuration(ValidatorKind.LIFE.toSeconds());
        keys.setRefreshReprieveThreshold(ValidatorKind.COOLDOWN.toMillis());
        consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setExpectedAudience(StageTokens.AUDIENCE)
                .setRequireExpirationTime()
                .build();
    }

    @Override
    public void validate(String token) throws Exception {
        consumer.processToClaims(token);
    }
}
