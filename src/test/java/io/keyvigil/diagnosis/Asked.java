package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.tenant.ConsumerId;
import io.keyvigil.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request for a diagnosis by its members, to be made in this process or over HTTP.
 *
 * @param drift what is known of true time; cannot be said over HTTP
 */
public record Asked(Map<String, String> members, Optional<TrueTime.Drift> drift) {

    static Asked of(String token) {
        return new Asked(Map.of("token", token), Optional.empty());
    }

    static Asked ofError(String error) {
        return new Asked(Map.of("error", error), Optional.empty());
    }

    Asked with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Asked(more, drift);
    }

    Asked knowing(TrueTime.Drift known) {
        return new Asked(members, Optional.of(known));
    }

    /** As the JSON body of an HTTP request. */
    public String json() {
        return TestToken.json(members);
    }

    DiagnosisRequest request() {
        return new DiagnosisRequest(
                member("token"),
                member("tenant").map(TenantId::new),
                member("audience"),
                member("consumer").map(ConsumerId::new),
                member("at").map(Instant::parse),
                member("fresh").map(Boolean::valueOf),
                member("jwks").map(json -> ((JwkSetReading.Readable)
                                JwkSetParser.parse(json.getBytes(StandardCharsets.UTF_8)))
                        .set()),
                member("error"));
    }

    private Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name));
    }
}
