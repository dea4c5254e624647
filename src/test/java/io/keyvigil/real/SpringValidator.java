package io.keyvigil.real;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder;

/** Spring Security's {@code NimbusJwtDecoder}: without a cache of the application's its five minutes cannot be set. */
final class SpringValidator implements RealValidator {

    private final NimbusJwtDecoder decoder;

    SpringValidator(String jwksUri) {
        this(builder(jwksUri));
    }

    private SpringValidator(JwkSetUriJwtDecoderBuilder builder) {
        decoder = builder.build();
    }

    static SpringValidator caching(String jwksUri) {
        return new SpringValidator(builder(jwksUri).cache(new ExpiringCache(ValidatorKind.LIFE)));
    }

    private static JwkSetUriJwtDecoderBuilder builder(String jwksUri) {
        return NimbusJwtDecoder.withJwkSetUri(jwksUri).jwsAlgorithm(SignatureAlgorithm.ES256);
    }

    @Override
    public void validate(String token) {
        decoder.decode(token);
    }
}
