package io.keyvigil.api;

import io.keyvigil.provider.ProviderClient;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.IssuerKeys;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Access control of all addresses.
 *
 * <ol>
 *   <li>With a configured issuer, requests need a bearer token of that issuer with the role for the method. Exempt are health,
 *       metrics and static content (the console's files, the runbooks, the watch list's schema).
 *   <li>Without one, requests that change something are accepted on loopback only.
 * </ol>
 */
@Singleton
final class Protection {

    /** Runs before Quarkus' own handlers and all routes. */
    private static final int FIRST = 1_000;

    private static final TenantId AUTHORITY = new TenantId("keyvigil-auth");

    private static final Pattern OPEN =
            Pattern.compile("/|/index\\.html|/favicon\\.ico|/watchlist\\.schema\\.json|/metrics|/metrics/process|"
                    + "/health(/[a-z]+)?|/(console|runbooks)(/[A-Za-z0-9._-]+)*/?");
    private static final String SCHEME = "bearer ";

    /** The key for {@link RoutingContext#get} of the expiry of the request's bearer token. */
    private static final String EXPIRES = Protection.class.getName() + ".expires";

    private final Optional<AccessChecks> checks;
    private final boolean readOnly;
    private final EarlyAnswer answer;

    Protection(AccessSettings settings, ProviderClient provider, Clock clock, EarlyAnswer answer) {
        this.checks = settings.issuer()
                .map(issuer -> new IssuerKeys(Tenant.ofIssuer(AUTHORITY, issuer), provider, clock))
                .map(keys -> new AccessChecks(new AccessTokens(settings, keys)));
        this.readOnly = settings.readOnly();
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        checks.ifPresent(required -> filters.register(context -> admit(context, required), FIRST));
    }

    /**
     * Ends a request that changes something with 403 unless its bearer token or its origin on loopback permits it. In read-only
     * mode nothing permits it.
     */
    void requireMayChange(HttpServerRequest request) {
        if (readOnly) {
            throw ProblemException.forbidden(
                    "keyvigil.api.read-only is set: requests that change something are refused");
        }
        if (checks.isEmpty()) {
            Caller.requireLoopback(request);
        }
    }

    static boolean isOpen(String method, String path) {
        return ("GET".equals(method) || "HEAD".equals(method))
                && OPEN.matcher(path).matches();
    }

    /** Returns the expiry of the request's bearer token; empty if none was required. */
    static Optional<Instant> expiry(RoutingContext context) {
        return Optional.ofNullable(context.get(EXPIRES));
    }

    private void admit(RoutingContext context, AccessChecks required) {
        String method = context.request().method().name();
        String path = context.normalizedPath();
        Optional<String> token = bearer(context.request());
        if (isOpen(method, path)) {
            context.next();
        } else if (token.isEmpty()) {
            answer.refuse(
                    context, Problem.of("unauthorized", "Unauthorized", 401, "this request needs a bearer token"));
        } else {
            decide(context, required, token.get(), Role.neededFor(method, path));
        }
    }

    private void decide(RoutingContext context, AccessChecks required, String token, Role needed) {
        context.request().pause();
        Context loop = context.vertx().getOrCreateContext();
        required.check(
                token,
                access -> loop.runOnContext(back -> access.fold(
                        granted -> decided(context, granted, needed), refused -> refused(context, refused.problem()))));
    }

    private Void decided(RoutingContext context, Access.Granted granted, Role needed) {
        if (!granted.roles().contains(needed)) {
            return refused(
                    context,
                    Problem.of(
                            "forbidden",
                            "Forbidden",
                            403,
                            "the bearer token lacks the role " + needed.code() + ", which this request needs"));
        }
        context.put(EXPIRES, granted.expires());
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
