package io.keyvigil.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.RiskReplay;
import io.keyvigil.testing.RiskScenario;
import io.keyvigil.testing.RiskScene;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When risks fire, change and resolve; the scenes stand for a provider and a clock. */
class RiskWatchTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource
    void restartTellsNothingAnew(RiskScenario scenario) {
        // Given
        RiskScene scene = scenario.provoked();
        ActiveRisk before = scene.active(scenario.risk()).orElseThrow();
        int told = scene.told().size();

        // When
        scene.storeFails(false).passes(Duration.ZERO).restarts();

        // Then
        assertThat(scene.active(scenario.risk())).map(ActiveRisk::since).contains(before.since());
        assertThat(scene.told()).hasSize(told);
    }

    @Test
    void firstSightIsNoRotation() {
        // Given
        RiskScene scene = new RiskScene();

        // When
        scene.publishes("1", "2").passes(FIVE_MINUTES);

        // Then
        assertThat(scene.risks().active()).isEmpty();
    }

    @Test
    void whatAnotherReplicaHoldsIsFollowedAndNotTold() {
        // Given
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();
        int told = scene.told().size();
        scene.isTakenOverAndMended();

        // When
        scene.risks().follow();

        // Then
        assertThat(scene.risks().active()).noneMatch(risk -> risk.tenant().isPresent());
        assertThat(scene.told()).hasSize(told);
    }

    @Test
    void whatAnotherReplicaFoundIsStreamedOnce() {
        // Given
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();
        scene.isTakenOverAndMended();

        // When
        scene.risks().follow();
        scene.risks().follow();

        // Then
        assertThat(scene.followed()).containsOnlyOnce("resolved ROTATION_UNSAFE CRITICAL");
    }

    @Test
    void whatIsFoundHereIsNotStreamedAsFollowed() {
        // When
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();
        scene.isTakenOver().risks().follow();

        // Then
        assertThat(scene.told()).isNotEmpty();
        assertThat(scene.followed()).isEmpty();
    }

    @Test
    void momentAtWhichAnotherReplicaSawItsEndIsStreamedWithIt() {
        // Given
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();
        Instant mended = scene.now();
        scene.isTakenOverAndMended().passes(Duration.ofSeconds(10));
        List<Instant> ends = new ArrayList<>();
        scene.risks().listenToFollowed(new EndListener(ends));

        // When
        scene.risks().follow();

        // Then
        assertThat(ends).isNotEmpty().containsOnly(mended);
    }

    private record EndListener(List<Instant> ends) implements RiskListener {
        @Override
        public void fired(ActiveRisk risk) {
            // Only ends are looked at.
        }

        @Override
        public void severityChanged(ActiveRisk risk) {
            // Only ends are looked at.
        }

        @Override
        public void resolved(ActiveRisk risk, Instant at) {
            ends.add(at);
        }
    }

    @Test
    void whatAnotherReplicaFoundLastIsNotToldAnewByTheOneThatTakesOver() {
        // Given: the other finds it after this one's last look
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();
        ActiveRisk found = scene.active(Risk.ROTATION_UNSAFE).orElseThrow();
        scene.isTakenOverAndMended().risks().follow();
        scene.finds(found);
        int told = scene.told().size();

        // When
        scene.isGivenBack().answers();

        // Then
        assertThat(scene.active(Risk.ROTATION_UNSAFE)).map(ActiveRisk::since).contains(found.since());
        assertThat(scene.told().subList(told, scene.told().size())).doesNotContain("fired ROTATION_UNSAFE CRITICAL");
    }

    @Test
    void removedTenantOfAnotherReplicaIsThatOnesToTell() {
        // Given
        RiskScene scene = RiskScenario.WHOLE_SET_REPLACED.provoked();
        scene.isTakenOver().risks().follow();

        // When
        scene.watchesNobody();

        // Then
        assertThat(scene.risks().active()).isEmpty();
        assertThat(scene.told()).doesNotContain("resolved ROTATION_UNSAFE CRITICAL");
        assertThat(scene.risks().recentlyResolved()).isEmpty();
    }

    @Test
    void resolvedRisksAreRememberedOverARestart() {
        // Given
        RiskScene scene = RiskScenario.WHOLE_SET_REPLACED.provoked().watchesNobody();
        List<ResolvedRisk> before = scene.risks().recentlyResolved();

        // When
        scene.restarts();

        // Then
        assertThat(before).isNotEmpty();
        assertThat(scene.risks().recentlyResolved()).isEqualTo(before);
    }

    @Test
    void resolvedRisksThatTheStoreCannotTakeAreWrittenLater() {
        // Given
        RiskScene scene = RiskScenario.WHOLE_SET_REPLACED.provoked().storeFails(true);
        scene.watchesNobody();
        List<ResolvedRisk> before = scene.risks().recentlyResolved();

        // When
        scene.storeFails(false).passes(Duration.ofSeconds(1)).restarts();

        // Then
        assertThat(before).isNotEmpty();
        assertThat(scene.risks().recentlyResolved()).isEqualTo(before);
    }

    @Test
    void otherWordsOfARiskAreWritten() {
        // Given
        RiskScene scene = RiskScenario.CLOCK_AHEAD.provoked();
        scene.clockIsOff(Duration.ofSeconds(40)).passes(Duration.ZERO);
        String words = scene.active(Risk.CLOCK_DRIFT).orElseThrow().summary();
        scene.clockIsOff(Duration.ofSeconds(41));
        String changed = scene.active(Risk.CLOCK_DRIFT).orElseThrow().summary();

        // When
        scene.restarts();

        // Then
        assertThat(changed).isNotEqualTo(words);
        assertThat(scene.active(Risk.CLOCK_DRIFT)).map(ActiveRisk::summary).contains(changed);
    }

    @Test
    void historyOutOfReachLeavesWhatWasFollowed() {
        // Given
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();
        scene.isTakenOverAndMended().storeFails(true);

        // When
        scene.risks().follow();

        // Then
        assertThat(scene.active(Risk.ROTATION_UNSAFE)).isPresent();
    }

    @Test
    void changedMetadataIsToldWithOldAndNewValue() {
        // When
        RiskScene scene = scenario(Risk.METADATA_CHANGED).provoked();

        // Then
        ActiveRisk risk = scene.active(Risk.METADATA_CHANGED).orElseThrow();
        assertThat(risk.summary()).containsPattern("\\S+ → \\S+");
        assertThat(risk.evidence().get("detail")).contains(" → ");
    }

    @Test
    void changesOfOneDiscoveryDocumentAreToldTogether() {
        // Given
        RiskScene scene = scenario(Risk.METADATA_CHANGED).provoked();

        // When
        scene.describes(new ProviderMetadata(
                "https://idp.example/other",
                "https://keys.evil/jwks",
                List.of("RS256"),
                Optional.of("https://tokens.evil/token")));

        // Then
        ActiveRisk risk = scene.active(Risk.METADATA_CHANGED).orElseThrow();
        assertThat(risk.summary()).contains("https://keys.evil/jwks", "https://tokens.evil/token");
        assertThat(risk.evidence().get("kind")).contains("jwks-uri-changed", "token-endpoint-changed");
    }

    private static RiskScenario scenario(Risk risk) {
        return Arrays.stream(RiskScenario.values())
                .filter(scenario -> scenario.risk() == risk)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAnotherReplicaHoldsIsNotExportedHere() {
        // Given
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();

        // When
        scene.isTakenOverAndMended();

        // Then
        assertThat(scene.risks().active()).isNotEmpty();
        assertThat(scene.risks().activeHere()).isEmpty();
    }

    @Test
    void withoutConsumersTheNextPollIsEarlyEnough() {
        // Given
        RiskScene scene = RiskScene.withoutConsumers();
        scene.certificateEndsIn(Duration.ofDays(7).plusMinutes(1)).publishes("1", "2");

        // When
        scene.passes(Duration.ofMinutes(2));
        boolean beforeItIsDue = scene.active(Risk.TLS_EXPIRING).isPresent();
        scene.passes(FIVE_MINUTES);

        // Then
        assertThat(beforeItIsDue).isFalse();
        assertThat(scene.active(Risk.TLS_EXPIRING)).isPresent();
    }

    @Test
    void withoutConsumersClockThatIsOffIsToldAtOnce() {
        // Given
        RiskScene scene = RiskScene.withoutConsumers().publishes("1", "2");

        // When
        scene.clockIsOff(Duration.ofMinutes(7));

        // Then
        assertThat(scene.risks().activeOf(new TenantId("contoso")))
                .extracting(ActiveRisk::risk)
                .contains(Risk.CLOCK_DRIFT);
    }

    @Test
    void quietTenantKeepsNothing() {
        // Given
        RiskScene scene = RiskScenario.ONLY_KEY_REPLACED_BY_ANOTHER.provoked();

        // When
        scene.publishes("2", "3").passes(Duration.ofDays(2));

        // Then
        assertThat(scene.risks().active()).isEmpty();
        assertThat(scene.told())
                .contains("fired CONSUMER_WILL_REJECT CRITICAL", "resolved CONSUMER_WILL_REJECT CRITICAL");
    }

    @Test
    void deadlineIsWhenTheFirstTokenIsRejected() {
        // Given
        RiskScene scene = new RiskScene().publishes("1").passes(FIVE_MINUTES);
        Instant rotated = scene.now();

        // When
        scene.publishes("2");

        // Then
        ActiveRisk risk = scene.active(Risk.CONSUMER_WILL_REJECT).orElseThrow();
        assertThat(risk.deadline()).contains(rotated);
        assertThat(risk.consumer().orElseThrow().value()).isEqualTo("gateway");
        assertThat(risk.evidence())
                .containsEntry("until", rotated.plusSeconds(600).toString());
    }

    @Test
    void cacheThatLagsPastTheGraceIsCritical() {
        // Given
        RiskScene scene = RiskScenario.OBSERVED_CACHE_WITHOUT_THE_NEW_KEY.provoked();

        // When
        scene.passes(Duration.ofMinutes(11)).holds("1", "2");

        // Then
        assertThat(scene.told()).containsSubsequence("fired CONSUMER_STALE WARNING", "changed CONSUMER_STALE CRITICAL");
    }

    @Test
    void keyThatIsSeenToSignMakesThePendingRotationCriticalAtOnce() {
        // Given
        RiskScene scene = RiskScenario.NEW_KEY_THAT_DOES_NOT_SIGN_YET.provoked();

        // When
        scene.signed("1", Duration.ofMinutes(1)).signed("3", Duration.ZERO);

        // Then
        assertThat(scene.active(Risk.CONSUMER_WILL_REJECT)).isPresent();
    }

    @Test
    void maxAgeThatCountsDownToTheRotationIsNotTooLong() {
        // Given
        RiskScene scene = new RiskScene();
        scene.maxAge(Duration.ofDays(30)).publishes("1").passes(FIVE_MINUTES).publishes("2");

        // When
        for (int polls = 1; polls <= 8; polls++) {
            scene.passes(FIVE_MINUTES)
                    .maxAge(Duration.ofDays(30).minus(FIVE_MINUTES.multipliedBy(polls)))
                    .answers();
        }

        // Then
        assertThat(scene.active(Risk.MAX_AGE_TOO_LONG)).isEmpty();
    }

    @Test
    void cacheWithoutTheKeyThatSignsIsCriticalAtOnce() {
        // Given
        RiskScene scene = new RiskScene().publishes("1").passes(FIVE_MINUTES).publishes("2");

        // When
        scene.holds("1");

        // Then
        assertThat(scene.active(Risk.CONSUMER_STALE)).map(ActiveRisk::severity).contains(Severity.CRITICAL);
    }

    @Test
    void unreachableProviderIsCriticalOnceKeysRanOut() {
        // Given
        RiskScene scene = RiskScenario.PROVIDER_DOWN.provoked();

        // When: the keys of orders last five minutes
        scene.passes(FIVE_MINUTES);

        // Then
        ActiveRisk risk = scene.active(Risk.PROVIDER_UNREACHABLE).orElseThrow();
        assertThat(risk.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(risk.summary()).contains("orders rejects all tokens of contoso");
    }

    @Test
    void oneLostPollIsNoRisk() {
        // Given
        RiskScene scene = new RiskScene().publishes("1", "2").passes(FIVE_MINUTES);

        // When
        scene.fails();

        // Then
        assertThat(scene.active(Risk.PROVIDER_UNREACHABLE)).isEmpty();
    }

    @Test
    void keyThatWentBeforeItsTokensCouldExpire() {
        // Given: the old key goes ten minutes after the new one came, tokens live for an hour
        RiskScene scene = new RiskScene().publishes("1").passes(FIVE_MINUTES).publishes("1", "2");

        // When
        scene.passes(Duration.ofMinutes(10)).publishes("2", "3");

        // Then
        assertThat(scene.active(Risk.ROTATION_UNSAFE))
                .map(risk -> risk.evidence().get("what"))
                .contains("withdrawn-early");
    }

    @Test
    void keyThatGoesInOrderIsNoRisk() {
        // Given
        RiskScene scene = new RiskScene().publishes("1").passes(FIVE_MINUTES).publishes("1", "2");

        // When
        scene.passes(Duration.ofMinutes(61)).publishes("2", "3");

        // Then
        assertThat(scene.active(Risk.ROTATION_UNSAFE)).isEmpty();
    }

    @Test
    void clockMuchAheadIsCritical() {
        // Given
        RiskScene scene = RiskScenario.CLOCK_AHEAD.provoked();

        // When
        scene.clockIsOff(Duration.ofSeconds(90));

        // Then: against every tenant's leeway, and that of all
        assertThat(scene.risks().active())
                .filteredOn(risk -> risk.risk() == Risk.CLOCK_DRIFT)
                .hasSize(2)
                .allSatisfy(risk -> assertThat(risk.severity()).isEqualTo(Severity.CRITICAL));
    }

    @Test
    void lateTenantMakesBlind() {
        // Given
        RiskScene scene = new RiskScene().publishes("1", "2");

        // When: no poll for three intervals
        scene.passes(Duration.ofMinutes(15).plusSeconds(1)).passes(Duration.ofSeconds(30));

        // Then
        assertThat(scene.active(Risk.BLIND)).map(ActiveRisk::summary).hasValueSatisfying(summary -> assertThat(summary)
                .contains("1 of 1 tenants"));
    }

    @Test
    void flappingConditionFiresOnce() {
        // Given
        RiskScene scene = new RiskScene().publishes("1");

        // When: it comes and goes with every poll
        for (int i = 0; i < 5; i++) {
            scene.passes(FIVE_MINUTES.minusSeconds(10)).publishes("1", "2").passes(FIVE_MINUTES.minusSeconds(10));
            scene.publishes("1");
        }

        // Then
        assertThat(scene.told()).containsOnlyOnce("fired SINGLE_KEY INFO").doesNotContain("resolved SINGLE_KEY INFO");
    }

    @Test
    void removedTenantHasNoRisks() {
        // Given
        RiskScene scene = RiskScenario.WHOLE_SET_REPLACED.provoked();

        // When
        scene.watchesNobody();

        // Then
        assertThat(scene.risks().active()).isEmpty();
        assertThat(scene.told()).contains("resolved ROTATION_UNSAFE CRITICAL");
    }

    @Test
    void risksThatTheStoreCannotTakeAreWrittenLater() {
        // Given
        RiskScene scene = new RiskScene().publishes("1", "2").storeFails(true).passes(FIVE_MINUTES);
        scene.publishes("3", "4");

        // When
        scene.storeFails(false).passes(Duration.ofSeconds(1)).restarts();

        // Then
        assertThat(scene.active(Risk.ROTATION_UNSAFE)).isPresent();
    }

    @Test
    void cachesLastAsLongAsTheAnswersFromBeforeTheRotationSaid() {
        // Given
        Instant rotated = Instant.parse("2026-03-01T00:05:00Z");
        RiskReplay replay = new RiskReplay("contoso");
        replay.polls(
                rotated.minus(FIVE_MINUTES),
                Fetches.keptFor(Duration.ofDays(1), SigningKeys.rsa("1").jwk()));

        // When
        replay.polls(rotated, Fetches.keptFor(FIVE_MINUTES, SigningKeys.rsa("2").jwk()));

        // Then
        assertThat(replay.active())
                .filteredOn(risk -> risk.risk() == Risk.CONSUMER_WILL_REJECT
                        && risk.consumer().orElseThrow().value().equals("go-oidc-v2"))
                .singleElement()
                .satisfies(risk -> assertThat(risk.evidence())
                        .containsEntry("until", rotated.plus(Duration.ofDays(1)).toString()));
    }
}
