package io.keyvigil.api;

import io.keyvigil.diagnosis.DiagnosisRequest;
import io.keyvigil.diagnosis.TokenDiagnoser;
import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyWatch;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Converts a request's members into a validated {@link DiagnosisRequest}. Members of the body take precedence over those of the
 * query.
 */
final class DiagnosisParameters {

    private static final Set<String> KNOWN =
            Set.of("token", "tenant", "audience", "consumer", "at", "fresh", "jwks", "error", "color", "verbose");

    private final DiagnosisBody body;
    private final MultivaluedMap<String, String> query;
    private final KeyWatch watch;
    private final TokenDiagnoser diagnoser;

    DiagnosisParameters(
            DiagnosisBody body, MultivaluedMap<String, String> query, KeyWatch watch, TokenDiagnoser diagnoser) {
        this.body = body;
        this.query = query;
        this.watch = watch;
        this.diagnoser = diagnoser;
    }

    DiagnosisRequest request() {
        refuseUnknown();
        if (query.containsKey("token")) {
            throw ProblemException.badRequest("send the token in the body only: addresses are logged on the way");
        }
        Optional<String> token = body.member("token");
        Optional<String> error = value("error");
        if (token.isEmpty() && error.isEmpty()) {
            throw ProblemException.badRequest("the request has neither a token nor an error to explain");
        }
        if (token.filter(diagnoser::isTooLarge).isPresent()) {
            throw ProblemException.tooLarge("a token has at most 64 KiB");
        }
        return new DiagnosisRequest(
                token.filter(text -> error.isEmpty() || !text.isBlank()),
                value("tenant").map(this::tenant),
                value("audience"),
                value("consumer").map(this::consumer),
                value("at").map(DiagnosisParameters::moment),
                value("fresh").map(DiagnosisParameters::flag),
                value("jwks").map(DiagnosisParameters::keys),
                error);
    }

    boolean color() {
        return value("color").map(DiagnosisParameters::flag).orElse(false);
    }

    boolean verbose() {
        return value("verbose").map(DiagnosisParameters::flag).orElse(false);
    }

    static boolean areKnown(Set<String> names) {
        return !names.isEmpty() && KNOWN.containsAll(names);
    }

    private Optional<String> value(String name) {
        return body.member(name).or(() -> Optional.ofNullable(query.getFirst(name)));
    }

    private void refuseUnknown() {
        Stream.concat(body.members().keySet().stream(), query.keySet().stream())
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.badRequest("there is no such member; the members are "
                            + KNOWN.stream().sorted().toList());
                });
    }

    private TenantId tenant(String id) {
        return Optional.of(id)
                .filter(TenantId::isValid)
                .map(TenantId::new)
                .filter(known -> watch.find(known).isPresent())
                .orElseThrow(() -> ProblemException.badRequest(
                        "tenant: no tenant of this id is in the watch list; /api/v1/tenants lists them"));
    }

    private ConsumerId consumer(String id) {
        return Optional.of(id)
                .filter(TenantId::isValid)
                .map(ConsumerId::new)
                .filter(known -> watch.watchList().consumers().containsKey(known))
                .orElseThrow(
                        () -> ProblemException.badRequest("consumer: no consumer of this id is in the watch list"));
    }

    private static Instant moment(String at) {
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("at is a time of RFC 3339, such as 2026-11-22T03:00:00Z");
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.badRequest("fresh, color and verbose are true or false");
        };
    }

    private static JwkSet keys(String json) {
        return JwkSetParser.parse(json).fold(JwkSetReading.Readable::set, unreadable -> {
            throw ProblemException.badRequest("jwks is no JWK Set: " + unreadable.detail());
        });
    }
}
