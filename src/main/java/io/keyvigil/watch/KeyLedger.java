package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the list of observed keys up to date with a published set.
 *
 * <p>Withdrawn keys are kept because a diagnosis needs them: the latest {@value #MOST_WITHDRAWN}, and none longer than
 * {@link #LONGEST_WITHDRAWN}. Some providers replace 19 keys per day. Therefore both bounds are needed.
 */
final class KeyLedger {

    static final int MOST_WITHDRAWN = 1_000;
    static final Duration LONGEST_WITHDRAWN = Duration.ofDays(400);

    private KeyLedger() {}

    static List<ObservedKey> updated(List<ObservedKey> known, List<Jwk> published, Instant lastSeen, Instant now) {
        Map<KeyIdentity, ObservedKey> remaining = new LinkedHashMap<>();
        known.forEach(key -> remaining.put(key.identity(), key));
        List<ObservedKey> updated = new ArrayList<>();
        KeyChanges.byIdentity(published).forEach((identity, jwk) -> {
            ObservedKey seen = remaining.remove(identity);
            updated.add(seen == null ? new ObservedKey(jwk, now, Optional.empty()) : seen.publishedAs(jwk));
        });
        Instant oldest = now.minus(LONGEST_WITHDRAWN);
        remaining.values().stream()
                .map(key -> key.published() ? key.withdrawn(lastSeen, now) : key)
                .filter(key -> !withdrawnAt(key).isBefore(oldest))
                .sorted((one, other) -> withdrawnAt(other).compareTo(withdrawnAt(one)))
                .limit(MOST_WITHDRAWN)
                .forEach(updated::add);
        return updated;
    }

    private static Instant withdrawnAt(ObservedKey key) {
        return key.withdrawal().orElseThrow().at();
    }
}
