package io.keyvigil.real;

import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.util.concurrent.TimeUnit;

/** Auth0's {@code jwks-rsa}: keys by kid, with a bucket of tokens for its fetches. It leaves the signature to others. */
final class Auth0Validator implements RealValidator {

    private static final int CACHED_KEYS = 5;
    private static final int BUCKET = 2;

    private final JwkProvider keys;

    Auth0Validator(String jwksUri) throws Exception {
        keys = new JwkProviderBuilder(URI.create(jwksUri).toURL())
                .cached(CACHED_KEYS, ValidatorKind.LIFE.toMillis(), TimeUnit.MILLISECONDS)
                .rateLimited(BUCKET, 1, TimeUnit.SECONDS)
                .build();
    }

    @Override
    public void validate(String token) throws Exception {
        SignedJWT signed = SignedJWT.parse(token);
        ECPublicKey key = (ECPublicKey) keys.get(signed.getHeader().getKeyID()).getPublicKey();
        if (!signed.verify(new ECDSAVerifier(key))) {
            throw new JOSEException("the signature does not verify");
        }
    }
}
