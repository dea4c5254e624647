package io.keyvigil.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.ObservedKey.Signing;
import io.keyvigil.watch.ObservedKey.Withdrawal;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a situation takes of the evidence that the watch has. */
class SigningEvidenceTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final SigningKey OLD = SigningKeys.ec("old");
    private static final SigningKey NEW = SigningKeys.ec("new");
    private static final SigningKey STANDBY = SigningKeys.ec("standby");

    @Test
    void situationKnowsWhoSignsOneEntryAKey() {
        // Given
        TenantState state = state(List.of(
                key(NEW, Optional.empty(), 50, 60),
                key(STANDBY, Optional.empty()),
                key(OLD.named("again"), Optional.empty(), 20, 40),
                key(OLD, Optional.of(new Withdrawal(START, START)), 10, 30)));

        // When
        ProviderSituation situation = ProviderSituation.of(Tenants.of("a"), state, List.of(), START.plusSeconds(100));

        // Then
        assertThat(situation.signing())
                .containsExactly(
                        new SigningEvidence(thumbprint(NEW), START.plusSeconds(50), START.plusSeconds(60)),
                        new SigningEvidence(thumbprint(OLD), START.plusSeconds(10), START.plusSeconds(40)));
    }

    private static TenantState state(List<ObservedKey> keys) {
        return TenantState.of(
                Optional.of(START),
                keys,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new PollHealth(Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty()));
    }

    private static ObservedKey key(SigningKey key, Optional<Withdrawal> withdrawal) {
        return new ObservedKey(jwk(key), START, withdrawal);
    }

    private static ObservedKey key(SigningKey key, Optional<Withdrawal> withdrawal, int first, int last) {
        Signing signing = new Signing(START.plusSeconds(first), START.plusSeconds(last));
        return new ObservedKey(jwk(key), START, withdrawal, Optional.of(signing));
    }

    private static Jwk jwk(SigningKey key) {
        return JwkSetParser.parseKey(key.jwk());
    }

    private static JwkThumbprint thumbprint(SigningKey key) {
        return jwk(key).thumbprint().orElseThrow();
    }
}
