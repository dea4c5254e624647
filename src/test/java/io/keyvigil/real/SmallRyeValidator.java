package io.keyvigil.real;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import java.util.Set;

/** SmallRye JWT, whose times are whole minutes: only the provider's cache directives make them shorter. */
final class SmallRyeValidator implements RealValidator {

    private final JWTParser parser;

    SmallRyeValidator(String jwksUri) {
        JWTAuthContextInfo settings = new JWTAuthContextInfo(jwksUri, StageTokens.ISSUER);
        settings.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        settings.setForcedJwksRefreshInterval(1);
        parser = new DefaultJWTParser(settings);
    }

    @Override
    public void validate(String token) throws Exception {
        parser.parse(token);
    }
}
