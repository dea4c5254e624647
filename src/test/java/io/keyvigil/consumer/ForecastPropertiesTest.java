package io.keyvigil.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.profile.Bound;
import io.keyvigil.profile.Profile;
import io.keyvigil.profile.UnknownKid.Reaction;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a provider does, forecasts keep their form. */
class ForecastPropertiesTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> LABELS = List.of("x", "y", "z");
    private static final List<String> MATERIALS = List.of("1", "2", "3", "4");

    /** A poll: how long after the one before, and the published keys; none where it failed. */
    record Step(Duration after, Optional<List<SigningKey>> keys) {}

    /** A provider's story and the moment of the forecast, counted from the last poll. */
    record Story(List<Step> steps, boolean evidence, Duration maxAge, Duration later) {

        ForecastScene play(boolean recovers) {
            ForecastScene scene = new ForecastScene().maxAge(maxAge);
            Instant at = START;
            List<SigningKey> current = List.of();
            for (Step step : steps) {
                at = at.plus(step.after());
                if (step.keys().isPresent()) {
                    current = step.keys().get();
                    scene.publishes(at, current.toArray(SigningKey[]::new));
                } else {
                    scene.fails(at);
                }
            }
            if (recovers) {
                scene.publishes(at.plusSeconds(1), current.toArray(SigningKey[]::new));
            }
            if (evidence && !current.isEmpty()) {
                scene.signed(current.get(0), START, at);
            }
            return scene;
        }

        Instant now() {
            Instant now = START.plusSeconds(1).plus(later);
            for (Step step : steps) {
                now = now.plus(step.after());
            }
            return now;
        }
    }

    @Provide
    Arbitrary<Story> stories() {
        Arbitrary<SigningKey> keys = Arbitraries.of(MATERIALS).flatMap(material -> Arbitraries.of(LABELS)
                .map(label -> SigningKeys.ec(material).named(label)));
        Arbitrary<Duration> pauses = Arbitraries.longs().between(1, 100_000).map(Duration::ofSeconds);
        Arbitrary<Step> steps = Combinators.combine(
                        pauses, keys.list().ofMaxSize(3).optional(0.85))
                .as(Step::new);
        return Combinators.combine(steps.list().ofMinSize(1).ofMaxSize(6), Arbitraries.of(true, false), pauses, pauses)
                .as(Story::new);
    }

    @Property(tries = 200)
    void exposuresAreOrderedAndNeitherEmptyNorOver(@ForAll("stories") Story story) {
        // Given
        ForecastScene scene = story.play(false);
        List<ConsumerForecast> forecasts = new ArrayList<>();

        // When
        ForecastScene.profiles().forEach(profile -> forecasts.add(scene.forecast(Optional.of(profile), story.now())));

        // Then
        assertThat(forecasts).allSatisfy(forecast -> {
            assertThat(forecast.exposures()).extracting(Exposure::from).isSorted();
            assertThat(forecast.exposures()).allSatisfy(exposure -> {
                assertThat(exposure.until().filter(end -> !end.isAfter(exposure.from())))
                        .isEmpty();
                assertThat(exposure.until().filter(end -> end.isBefore(story.now())))
                        .isEmpty();
                assertThat(exposure.explanation()).isNotBlank().doesNotEndWith(".");
                assertThat(exposure.endedBy()).isNotBlank().doesNotEndWith(".");
            });
        });
    }

    @Property(tries = 200)
    void consumersThatFetchOnDemandMissNoKeyWhileTheProviderIsUp(@ForAll("stories") Story story) {
        // Given
        ForecastScene scene = story.play(true);
        List<Profile> onDemand = ForecastScene.profiles().stream()
                .filter(profile -> profile.unknownKid().reaction() == Reaction.REFETCH)
                .filter(profile -> profile.unknownKid().cooldown().equals(Bound.of(Duration.ZERO)))
                .toList();

        // When
        List<Exposure> missing = onDemand.stream()
                .flatMap(profile -> scene.forecast(Optional.of(profile), story.now()).exposures().stream())
                .filter(exposure -> exposure.cause() == ExposureCause.MISSING_NEW_KEY)
                .toList();

        // Then
        assertThat(onDemand).hasSizeGreaterThan(5);
        assertThat(missing).isEmpty();
    }

    @Property(tries = 200)
    void forecastsMadeLaterOnlyLoseWhatIsOver(@ForAll("stories") Story story) {
        // Given
        ForecastScene scene = story.play(false);
        Profile profile = ForecastScene.profiles()
                .get((int) (story.later().toSeconds() % ForecastScene.profiles().size()));
        Instant later = story.now().plusSeconds(3_600);
        ConsumerForecast before = scene.forecast(Optional.of(profile), story.now());

        // When
        ConsumerForecast after = scene.forecast(Optional.of(profile), later);

        // Then
        assertThat(after.exposures())
                .isEqualTo(before.exposures().stream()
                        .filter(exposure ->
                                exposure.until().filter(later::isAfter).isEmpty())
                        .toList());
    }
}
