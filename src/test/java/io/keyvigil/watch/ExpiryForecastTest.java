package io.keyvigil.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.KeyValidity;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatedEndsTest {

    private static final int CERTIFICATE_LIFE = 730;

    /** GitHub Actions: certificates of two years, keys that leave 42 to 72 days before they end. */
    @Test
    void certificateIsBelievedAfterTwoKeysLeftNearItsEnd() {
        // Given
        TenantState state = state(published("c", 400), withdrawn("b", 158, 200), withdrawn("a", 28, 100));

        // When
        NextRotation next = ExpiryForecast.certificates(state, day(210)).orElseThrow();

        // Then
        assertThat(next.basis()).isEqualTo(NextRotation.Basis.CERTIFICATE);
        assertThat(next.at()).isEqualTo(day(400 - 72));
        assertThat(next.earliest()).isEqualTo(day(400 - 72 - 1));
        assertThat(next.latest()).isEqualTo(day(400 - 42 + 1));
        assertThat(next.explanation()).endsWith("2 of 2 withdrawn keys left near their stated end");
    }

    @Test
    void oneKeyThatLeftNearItsEndMayBeChance() {
        // When
        Optional<NextRotation> next =
                ExpiryForecast.certificates(state(published("b", 400), withdrawn("a", 58, 100)), day(210));

        // Then
        assertThat(next).isEmpty();
    }

    /** Entra ID: certificates of five years, keys of five weeks. */
    @Test
    void certificatesThatOutliveTheirKeysPredictNothing() {
        // Given
        TenantState state =
                state(published("c", 900), withdrawn("b", 40, 850), withdrawn("a", 35, 830), withdrawn("0", 30, 35));

        // When
        Optional<NextRotation> next = ExpiryForecast.certificates(state, day(50));

        // Then
        assertThat(next).isEmpty();
    }

    @Test
    void certificateWhoseKeyHasOutstayedIsPassedOver() {
        // Given
        TenantState state =
                state(published("d", 220), published("c", 600), withdrawn("b", 158, 200), withdrawn("a", 28, 100));

        // When
        NextRotation next = ExpiryForecast.certificates(state, day(210)).orElseThrow();

        // Then
        assertThat(next.at()).isEqualTo(day(600 - 72));
    }

    private static TenantState state(ObservedKey... keys) {
        return TenantState.of(
                Optional.of(day(0)),
                List.of(keys),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PollHealth.UNTRIED);
    }

    private static ObservedKey published(String name, int certificateEnd) {
        return new ObservedKey(certified(name, certificateEnd), day(0), Optional.empty());
    }

    private static ObservedKey withdrawn(String name, int withdrawnOn, int certificateEnd) {
        return new ObservedKey(
                certified(name, certificateEnd),
                day(0),
                Optional.of(new ObservedKey.Withdrawal(day(withdrawnOn - 1), day(withdrawnOn))));
    }

    private static Jwk certified(String name, int end) {
        Jwk jwk = Fetches.document(SigningKeys.ec(name).jwk()).set().keys().get(0);
        KeyValidity validity = new KeyValidity(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(day(end - CERTIFICATE_LIFE)),
                Optional.of(day(end)));
        return new Jwk(
                jwk.kid(),
                jwk.kty(),
                jwk.thumbprint(),
                jwk.material(),
                jwk.use(),
                jwk.keyOps(),
                jwk.alg(),
                jwk.issuer(),
                validity,
                jwk.unusable(),
                jwk.oddities(),
                jwk.privateMembers(),
                jwk.digests());
    }

    private static Instant day(int day) {
        return CadenceTest.day(day);
    }
}
