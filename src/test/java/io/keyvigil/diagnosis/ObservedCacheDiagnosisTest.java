package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.RSA;
import static io.keyvigil.diagnosis.SituationWorld.RSA_NEW;
import static io.keyvigil.diagnosis.SituationWorld.RSA_OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.cache.ObservedCache;
import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.watch.KeyIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What was seen in a consumer's cache stands above its profile. The new key came 30 s ago, the old one went a day ago; {@code
 * pinned} never fetches, {@code orders-api} does when it meets an unknown kid.
 */
class ObservedCacheDiagnosisTest {

    private final SituationWorld world = SituationWorld.fixed();
    private final Instant now = Instant.ofEpochSecond(world.seconds());

    private Diagnosis diagnosed(TokenKey signer, String consumer, Instant seenAt, TokenKey... held) {
        ObservedCache cache = new ObservedCache(
                Arrays.stream(held).map(ObservedCacheDiagnosisTest::identity).collect(Collectors.toSet()), seenAt);
        ObservedCaches contosos =
                (id, tenant) -> tenant.equals(new TenantId("contoso")) ? Optional.of(cache) : Optional.empty();
        return world.diagnoser(world.tenants(), contosos, TrueTime.UNKNOWN)
                .diagnose(Asked.of(world.contoso(signer).signed())
                        .with("consumer", consumer)
                        .request());
    }

    private static KeyIdentity identity(TokenKey key) {
        String jwks = SituationWorld.jwks(key);
        return JwkSetParser.parse(jwks.getBytes(StandardCharsets.UTF_8))
                .fold(readable -> KeyIdentity.of(readable.set().keys().get(0)), unreadable -> {
                    throw new AssertionError(unreadable.detail());
                });
    }

    private static List<FindingCode> cacheCodes(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.check() == Check.CACHE)
                .flatMap(finding -> finding.code().stream())
                .toList();
    }

    private static Verdict verdict(Diagnosis diagnosis) {
        return diagnosis.consumers().get(0).verdict();
    }

    @Test
    void pinnedConsumerThatHoldsTheNewKeyAcceptsIt() {
        // When
        Diagnosis diagnosis = diagnosed(RSA_NEW, "pinned", now.minusSeconds(10), RSA_NEW);

        // Then
        assertThat(cacheCodes(diagnosis)).isEmpty();
        assertThat(verdict(diagnosis)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void pinnedConsumerThatLacksTheNewKeyRejectsIt() {
        // When
        Diagnosis diagnosis = diagnosed(RSA_NEW, "pinned", now.minusSeconds(10), RSA);

        // Then
        assertThat(cacheCodes(diagnosis)).containsExactly(FindingCode.NOT_YET_CACHED);
        assertThat(verdict(diagnosis)).isEqualTo(Verdict.REJECTED);
        assertThat(diagnosis.consumers().get(0).reason())
                .contains("it did not hold the key ", "when its cache was read at ");
    }

    @Test
    void keyOfTheFirstSightCanBeSeenToBeMissing() {
        // When
        Diagnosis diagnosis = diagnosed(RSA, "pinned", now.minusSeconds(10), RSA_NEW);

        // Then
        assertThat(cacheCodes(diagnosis)).containsExactly(FindingCode.NOT_YET_CACHED);
    }

    @Test
    void lookFromBeforeTheChangeSaysNothing() {
        // When
        Diagnosis diagnosis = diagnosed(RSA_NEW, "pinned", now.minus(Duration.ofDays(2)), RSA_NEW);

        // Then
        assertThat(cacheCodes(diagnosis)).containsExactly(FindingCode.NOT_YET_CACHED);
    }

    @Test
    void consumerThatFetchesOnDemandIsNotBlamedForWhatItLacks() {
        // When
        Diagnosis diagnosis = diagnosed(RSA_NEW, "orders-api", now.minusSeconds(10), RSA);

        // Then
        assertThat(cacheCodes(diagnosis)).isEmpty();
    }

    @Test
    void consumerThatDroppedTheWithdrawnKeyDoesNotTrustIt() {
        // When
        Diagnosis diagnosis = diagnosed(RSA_OLD, "pinned", now.minusSeconds(10), RSA);

        // Then
        assertThat(cacheCodes(diagnosis)).isEmpty();
        assertThat(verdict(diagnosis)).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void consumerThatHoldsTheWithdrawnKeyMayTrustItWhateverItsProfileSays() {
        // When
        Diagnosis diagnosis = diagnosed(RSA_OLD, "orders-api", now.minusSeconds(10), RSA_OLD);

        // Then
        assertThat(cacheCodes(diagnosis)).containsExactly(FindingCode.STILL_CACHED);
        assertThat(verdict(diagnosis)).isEqualTo(Verdict.UNDETERMINED);
    }
}
