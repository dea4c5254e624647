package io.keyvigil.api;

import io.keyvigil.provider.ProviderClient;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.IssuerKeys;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Stands before every address.
 *
 * <ol>
 *   <li>With an issuer set, all but health, metrics and what is the same for everybody (the console's files, the runbooks,
 *       the watch list's schema) needs a bearer token of that issuer with the role that the method asks for.
 *   <li>Without one, whatever changes something is answered on loopback only.
 * </ol>
 */
@Singleton
final class Protection {

    /** Before Quarkus' own handlers and every route. */
    private static final int FIRST = 1_000;

    private static final TenantId AUTHORITY = new TenantId("keyvigil-auth");

    private static final Pattern OPEN =
            Pattern.compile("/|/index\\.html|/favicon\\.ico|/watchlist\\.schema\\.json|/metrics|/metrics/process|"
                    + "/health(/[a-z]+)?|/(console|runbooks)(/[A-Za-z0-9._-]+)*/?");
    private static final String SCHEME = "bearer ";

    private final Optional<AccessTokens> tokens;
    private final EarlyAnswer answer;

    Protection(AccessSettings settings, ProviderClient provider, Clock clock, EarlyAnswer answer) {
        this.tokens = settings.issuer()
                .map(issuer -> new IssuerKeys(Tenant.ofIssuer(AUTHORITY, issuer), provider, clock))
                .map(keys -> new AccessTokens(settings, keys));
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        tokens.ifPresent(required -> filters.register(context -> admit(context, required), FIRST));
    }

    /** Ends a request that changes something with 403 where nobody has vouched for it. */
    void requireMayChange(HttpServerRequest request) {
        if (tokens.isEmpty()) {
            Caller.requireLoopback(request);
        }
    }

    static boolean isOpen(String method, String path) {
        return ("GET".equals(method) || "HEAD".equals(method))
                && OPEN.matcher(path).matches();
    }

    private void admit(RoutingContext context, AccessTokens required) {
        String method = context.request().method().name();
        String path = context.normalizedPath();
        Optional<String> token = bearer(context.request());
        if (isOpen(method, path)) {
            context.next();
        } else if (token.isEmpty()) {
            answer.refuse(context, Problem.of("unauthorized", "Unauthorized", 401, "a bearer token is needed here"));
        } else {
            decide(context, required, token.get(), Role.neededFor(method, path));
        }
    }

    private void decide(RoutingContext context, AccessTokens required, String token, Role needed) {
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> required.check(token), false)
                .onSuccess(access -> access.fold(
                        granted -> decided(context, granted.roles(), needed),
                        refused -> refused(context, refused.problem())))
                .onFailure(context::fail);
    }

    private Void decided(RoutingContext context, Set<Role> roles, Role needed) {
        if (!roles.contains(needed)) {
            return refused(
                    context,
                    Problem.of(
                            "forbidden",
                            "Forbidden",
                            403,
                            "the bearer token lacks the role " + needed.code() + ", which this request needs"));
        }
        context.request().resume();
        context.next();
        return null;
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }

    private Void refused(RoutingContext context, Problem problem) {
        answer.refuse(context, problem);
        return null;
    }
}
