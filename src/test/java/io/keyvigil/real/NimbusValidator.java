package io.keyvigil.real;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;

/** Nimbus' {@code JWKSourceBuilder} with all that it does by default: cache, refresh ahead and rate limit. */
final class NimbusValidator implements RealValidator {

    private static final long REFRESH_TIMEOUT_MILLIS = 5_000;
    private static final long AHEAD_MILLIS = 1_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    NimbusValidator(String jwksUri) throws Exception {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        URI.create(jwksUri).toURL())
                .cache(ValidatorKind.LIFE.toMillis(), REFRESH_TIMEOUT_MILLIS)
                .refreshAheadCache(AHEAD_MILLIS, false)
                .rateLimited(ValidatorKind.COOLDOWN.toMillis())
                .build();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
    }

    @Override
    public void validate(String token) throws Exception {
        processor.process(token, null);
    }
}
