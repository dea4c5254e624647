package io.keyvigil.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What others take for the same token: signature, exp, nbf, iss and aud, the key chosen by kid from a local set. */
@State(Scope.Benchmark)
public class ValidationBenchmark {

    private static final int KEYS = 2;
    private static final int LEEWAY_SECONDS = 60;

    private String token;
    private KeyPair key;
    private byte[] signingInput;
    private byte[] signature;
    private JwtConsumer jose4j;
    private DefaultJWTProcessor<SecurityContext> nimbus;

    @Setup
    public void prepare() throws JoseException, ParseException {
        key = ProviderKeys.generated();
        token = AccessToken.signedBy(key, Instant.now());
        int end = token.lastIndexOf('.');
        signingInput = token.substring(0, end).getBytes(StandardCharsets.UTF_8);
        signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
        String keys = ProviderKeys.set(key, AccessToken.KID, KEYS, new Random(1));
        jose4j = jose4j(keys);
        nimbus = nimbus(keys);
    }

    private static JwtConsumer jose4j(String keys) throws JoseException {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                .setExpectedIssuer(AccessToken.ISSUER)
                .setExpectedAudience(AccessToken.AUDIENCE)
                .build();
    }

    private static DefaultJWTProcessor<SecurityContext> nimbus(String keys) throws ParseException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(keys))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                AccessToken.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(AccessToken.ISSUER).build(),
                Set.of("exp")));
        return processor;
    }

    @Benchmark
    public boolean platform() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key.getPublic());
        verifier.update(signingInput);
        return verifier.verify(signature);
    }

    @Benchmark
    public JwtClaims jose4j() throws InvalidJwtException {
        return jose4j.processToClaims(token);
    }

    @Benchmark
    public JWTClaimsSet nimbus() throws BadJOSEException, ParseException, JOSEException {
        return nimbus.process(token, null);
    }
}
