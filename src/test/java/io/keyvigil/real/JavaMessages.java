package io.keyvigil.real;

import com.auth0.jwk.UrlJwkProvider;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What Java libraries say, in this process. */
final class JavaMessages {

    private static final int MOST_CAUSES = 6;

    @FunctionalInterface
    private interface Validator {
        void validate(PrintedSituation situation, String url) throws Exception;
    }

    private static final Map<String, Validator> LIBRARIES = Map.of(
            "nimbus", JavaMessages::nimbus,
            "nimbus-remote", JavaMessages::nimbusRemote,
            "spring-security", JavaMessages::spring,
            "jose4j", JavaMessages::jose4j,
            "jose4j-remote", JavaMessages::jose4jRemote,
            "jwks-rsa-java", JavaMessages::auth0);

    private JavaMessages() {}

    /** The messages by library; those that accept, or see no key set that they fetch, say nothing. */
    static Map<String, String> of(PrintedSituation situation, String url) {
        Map<String, String> messages = new LinkedHashMap<>();
        LIBRARIES.forEach((library, validator) -> {
            boolean fetches = library.endsWith("remote") || library.equals("spring-security");
            if (!situation.fetch() || fetches) {
                message(validator, situation, url).ifPresent(text -> messages.put(library, text));
            }
        });
        return messages;
    }

    private static Optional<String> message(Validator validator, PrintedSituation situation, String url) {
        try {
            validator.validate(situation, url);
            return Optional.empty();
        } catch (Exception rejection) {
            return Optional.of(chain(rejection));
        }
    }

    private static String chain(Throwable rejection) {
        StringBuilder text = new StringBuilder(rejection.toString());
        Throwable cause = rejection.getCause();
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            text.append("\nCaused by: ").append(cause);
        }
        return text.toString();
    }

    private static void nimbus(PrintedSituation situation, String url) throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(situation.jwks()))));
        process(processor, situation);
    }

    private static void nimbusRemote(PrintedSituation situation, String url) throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, JWKSourceBuilder.create(new URL(url)).build()));
        process(processor, situation);
    }

    private static void process(DefaultJWTProcessor<SecurityContext> processor, PrintedSituation situation)
            throws Exception {
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                PrintedSituations.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(PrintedSituations.ISSUER).build(),
                Set.of("exp")));
        processor.process(JWTParser.parse(situation.token()), null);
    }

    private static void spring(PrintedSituation situation, String url) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(url).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(PrintedSituations.ISSUER),
                new JwtClaimValidator<Object>(
                        "aud", aud -> aud != null && aud.toString().contains(PrintedSituations.AUDIENCE))));
        decoder.decode(situation.token());
    }

    private static void jose4j(PrintedSituation situation, String url) throws Exception {
        consumer()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(situation.jwks()).getJsonWebKeys()))
                .build()
                .processToClaims(situation.token());
    }

    private static void jose4jRemote(PrintedSituation situation, String url) throws Exception {
        consumer()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(url)))
                .build()
                .processToClaims(situation.token());
    }

    private static JwtConsumerBuilder consumer() {
        return new JwtConsumerBuilder()
                .setExpectedAudience(PrintedSituations.AUDIENCE)
                .setExpectedIssuer(PrintedSituations.ISSUER)
                .setRequireExpirationTime();
    }

    private static void auth0(PrintedSituation situation, String url) throws Exception {
        String kid = JWTParser.parse(situation.token())
                .getHeader()
                .toJSONObject()
                .get("kid")
                .toString();
        new UrlJwkProvider(new URL(url)).get(kid).getPublicKey();
    }
}
