package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.watch.KeyEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tenant's key events around the token's {@code iat} and around the failure. */
final class RecentChanges {

    private static final Duration AROUND = Duration.ofHours(24);
    private static final int MOST_READ = 200;
    private static final int MOST_TOLD = 10;

    private RecentChanges() {}

    static List<KeyEvent> of(KnownTenants tenants, Subject subject, Optional<Claims> claims, Instant at) {
        Optional<Instant> issued = claims.flatMap(known -> known.numericDate("iat"))
                .filter(seconds -> seconds.abs().compareTo(BigDecimal.valueOf(Instant.MAX.getEpochSecond() / 2)) < 0)
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
        Instant earliest = issued.filter(at::isAfter).orElse(at).minus(AROUND);
        return tenants.events(subject.tenant().id(), earliest, MOST_READ).stream()
                .filter(event -> isNear(event.at(), at)
                        || issued.filter(moment -> isNear(event.at(), moment)).isPresent())
                .limit(MOST_TOLD)
                .toList();
    }

    private static boolean isNear(Instant event, Instant moment) {
        return Duration.between(event, moment).abs().compareTo(AROUND) <= 0;
    }

    static List<Object> evidence(List<KeyEvent> events) {
        return events.stream()
                .<Object>map(event -> Evidence.of("kind", event.kind().code())
                        .and("at", event.at())
                        .and("kid", event.kid())
                        .and("thumbprint", event.thumbprint().map(JwkThumbprint::value))
                        .members())
                .toList();
    }
}
