package io.keyvigil.real;

import io.vertx.core.Vertx;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import java.util.concurrent.TimeUnit;

/** Vert.x' {@code OAuth2Auth}, which loads the keys once, and then whenever their {@code max-age} has passed. */
final class VertxValidator implements RealValidator {

    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final OAuth2Auth tokens;

    VertxValidator(String jwksUri) throws Exception {
        tokens = OAuth2Auth.create(
                vertx,
                new OAuth2Options()
                        .setClientId(StageTokens.AUDIENCE)
                        .setSite(jwksUri)
                        .setJwkPath(jwksUri));
        await(tokens.jWKSet());
    }

    @Override
    public void validate(String token) throws Exception {
        await(tokens.authenticate(new TokenCredentials(token)));
    }

    private static void await(io.vertx.core.Future<?> asked) throws Exception {
        asked.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
