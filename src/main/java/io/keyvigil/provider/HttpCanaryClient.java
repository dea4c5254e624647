package io.keyvigil.provider;

import io.keyvigil.provider.CanaryResult.Failed;
import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.Tenant;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Requests tokens from a token endpoint with the client credentials grant (RFC 6749 section 4.4).
 *
 * <ol>
 *   <li>The secret is sent only to the {@link TokenDestination}: redirects are not followed.
 *   <li>The file of the secret is read at each use. Secret and token are not kept after the call.
 *   <li>A response takes at most the deadline and has at most 1 MiB.
 *   <li>If the provider lists no authentication method, the secret is sent as {@code client_secret_basic}. If the provider
 *       then refuses the client, the secret is sent once more in the body.
 * </ol>
 *
 * <p>The caller is responsible for request rates, retries and back-off, as in {@link HttpProviderClient}.
 */
public final class HttpCanaryClient implements CanaryClient {

    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final Clock clock;
    private final HttpClients clients;
    private final String userAgent;
    private final Duration deadline;

    /**
     * @param executor runs the steps of the HTTP client; must have threads that do not wait in {@link #ask}
     * @param version the text after {@code keyvigil/} in {@code User-Agent}
     */
    public HttpCanaryClient(Clock clock, Executor executor, String version) {
        this(clock, executor, version, HttpProviderClient.DEADLINE);
    }

    HttpCanaryClient(Clock clock, Executor executor, String version, Duration deadline) {
        this.clock = clock;
        this.clients = new HttpClients(executor, HostNames.ofSystem(), deadline.dividedBy(2));
        this.userAgent = "keyvigil/" + version;
        this.deadline = deadline;
    }

    @Override
    public CanaryResult ask(Tenant tenant, Canary canary, Optional<ProviderMetadata> metadata, CanaryKeys keys) {
        ClientAuthentication method =
                metadata.map(ProviderMetadata::clientAuthentication).orElse(ClientAuthentication.UNSTATED);
        if (method == ClientAuthentication.WITHOUT_SECRET
                && canary.credential().method() == Canary.Method.CLIENT_SECRET) {
            return new Failed(
                    CanaryFailure.NO_SECRET_ACCEPTED,
                    "token_endpoint_auth_methods_supported has neither client_secret_basic nor client_secret_post");
        }
        return TokenDestination.with(
                tenant,
                canary,
                metadata,
                address -> CredentialFile.with(canary, address, clock.instant(), credential -> clients.trusting(
                                tenant.tlsCa())
                        .fold(
                                client -> asked(
                                        client, new TokenRequest(address, canary.scope(), credential), method, keys),
                                flaw -> new Failed(CanaryFailure.UNREACHABLE, described(flaw)))));
    }

    private CanaryResult asked(
            PooledClient client, TokenRequest request, ClientAuthentication method, CanaryKeys keys) {
        boolean post = method == ClientAuthentication.POST;
        CanaryResult result = send(client, post ? request.post(userAgent) : request.basic(userAgent), request, keys);
        boolean again = method == ClientAuthentication.UNSTATED
                && request.credential().basic().isPresent()
                && result instanceof Failed failed
                && failed.error()
                        .filter(error -> error.code().equals("invalid_client"))
                        .isPresent();
        return again ? send(client, request.post(userAgent), request, keys) : result;
    }

    private CanaryResult send(PooledClient client, HttpRequest http, TokenRequest request, CanaryKeys keys) {
        return new Conversation(clients, client, clock, deadline)
                .send(http, request.address())
                .fold(
                        reply -> answered(reply, request, keys),
                        flaw -> new Failed(CanaryFailure.UNREACHABLE, described(flaw)));
    }

    private CanaryResult answered(Reply reply, TokenRequest request, CanaryKeys keys) {
        if (reply.status() / 100 == 3) {
            return new Failed(CanaryFailure.REDIRECTED, "status " + reply.status() + " from " + request.address());
        }
        return ContentCoding.decode(
                        reply.headers().allValues("Content-Encoding"),
                        reply.response().body())
                .fold(
                        body -> read(reply, TokenResponse.read(body), request, keys),
                        flaw -> new Failed(CanaryFailure.UNREACHABLE, described(flaw)));
    }

    private CanaryResult read(Reply reply, TokenResponse response, TokenRequest request, CanaryKeys keys) {
        if (reply.status() == OK) {
            return response.accessToken()
                    .map(token -> CanaryToken.judge(token, keys, clock.instant()))
                    .orElseGet(() -> new Failed(
                            CanaryFailure.NOT_A_TOKEN_RESPONSE,
                            "status 200 " + response.insteadOfToken() + " from " + request.address()));
        }
        Optional<Duration> retryAfter = RetryAfter.of(reply.headers(), reply.received());
        String status = "status " + reply.status() + " from " + request.address();
        return response.error()
                .map(error -> new Failed(
                        CanaryFailure.REFUSED,
                        request.told(error, response, status),
                        Optional.of(request.masked(error)),
                        retryAfter,
                        Optional.empty()))
                .orElseGet(() -> new Failed(
                        reply.status() == UNAUTHORIZED ? CanaryFailure.REFUSED : CanaryFailure.STATUS,
                        status,
                        Optional.empty(),
                        retryAfter,
                        Optional.empty()));
    }

    private static String described(Flaw flaw) {
        return flaw.reason().code() + ": " + flaw.detail();
    }
}
