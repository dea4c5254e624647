package io.keyvigil.watch;

import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Fetches.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.testing.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationForecastTest {

    private static final String OKTA_KEYS = "https://login.example.com/oauth2/v1/keys";

    @Test
    void nothingIsExpectedOfAnUnknownTenant() {
        // When
        List<NextRotation> next = RotationForecast.of(TenantState.UNSEEN, day(0));

        // Then
        assertThat(next).isEmpty();
    }

    @Test
    void regularTenantIsExpectedOnItsDay() {
        // When
        NextRotation next = only(CadenceTest.rotatedOnDays(30, 60, 90), day(95));

        // Then
        assertThat(next.at()).isEqualTo(day(120));
        assertThat(next.earliest()).isEqualTo(day(119));
        assertThat(next.latest()).isEqualTo(day(121));
        assertThat(next.basis()).isEqualTo(NextRotation.Basis.CADENCE);
        assertThat(next.confidence()).isEqualTo(0.8);
        assertThat(next.explanation())
                .isEqualTo("a new key came every 30 d ± 1 d, the last 3 times;"
                        + " a key stays for 30 d, and goes when the next one comes");
    }

    @Test
    void withinTheIntervalThePastIsCutOff() {
        // When
        NextRotation next = only(CadenceTest.rotatedOnDays(30, 60, 90), day(120).plusSeconds(60));

        // Then
        assertThat(next.earliest()).isEqualTo(day(120).plusSeconds(60));
        assertThat(next.at()).isEqualTo(day(120).plusSeconds(60));
    }

    @Test
    void missedArrivalPutsItOffWithHalfTheConfidence() {
        // When
        NextRotation next = only(CadenceTest.rotatedOnDays(30, 60, 90), day(122));

        // Then
        assertThat(next.at()).isEqualTo(day(150));
        assertThat(next.latest()).isEqualTo(day(152));
        assertThat(next.confidence()).isEqualTo(0.4);
        assertThat(next.explanation()).contains("overdue");
    }

    @Test
    void cadenceThatStoppedIsNoLongerBelieved() {
        // When
        List<NextRotation> next = RotationForecast.of(CadenceTest.rotatedOnDays(30, 60, 90), day(250));

        // Then
        assertThat(next).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.googleapis.com/oauth2/v3/certs, 4",
        "https://login.microsoftonline.com/common/discovery/v2.0/keys, 2.5",
        "https://dev-1.okta.com/oauth2/default/v1/keys, 45",
        "https://login.example.com/oauth2/v1/keys, 45",
        "https://team.cloudflareaccess.com/cdn-cgi/access/certs, 21"
    })
    void wellKnownProviderIsExpectedLikeItsKind(String jwksUri, double days) {
        // When
        NextRotation next = only(Polls.after(fetched(metadata("https://idp.example", jwksUri), key("a"))), day(0));

        // Then
        assertThat(next.at()).isEqualTo(day(0).plus(Duration.ofHours((long) (days * 24))));
        assertThat(next.confidence()).isEqualTo(0.5);
        assertThat(next.explanation()).contains("none was seen yet");
    }

    @ParameterizedTest
    @CsvSource({
        "https://idp.example/keys",
        "https://okta.com.example/keys",
        "https://login.netsuite.com/services/rest/auth/oauth2/v1/keys",
        "file:keys.json",
        "not an address"
    })
    void otherProvidersHaveNoPrior(String jwksUri) {
        // When
        List<NextRotation> next =
                RotationForecast.of(Polls.after(fetched(metadata("https://idp.example", jwksUri), key("a"))), day(0));

        // Then
        assertThat(next).isEmpty();
    }

    @Test
    void priorCountsFromTheOnlyArrivalSeen() {
        // Given
        Polls polls = new Polls();
        polls.pollAt(day(0), fetched(metadata("https://idp.example", OKTA_KEYS), key("a")));
        polls.pollAt(day(10), fetched(key("a"), key("b")));

        // When
        NextRotation next = only(polls.state(), day(20));

        // Then
        assertThat(next.at()).isEqualTo(day(100));
        assertThat(next.confidence()).isEqualTo(0.6);
        assertThat(next.explanation()).endsWith("of this tenant's own only 1 was seen yet");
    }

    @Test
    void priorIsDroppedWhereTheTenantDoesNotFollowIt() {
        // When
        List<NextRotation> next = RotationForecast.of(
                Polls.after(fetched(metadata("https://idp.example", OKTA_KEYS), key("a"))), day(94));

        // Then
        assertThat(next).isEmpty();
    }

    @Test
    void declaredEndIsExpected() {
        // When
        NextRotation next = only(Polls.after(fetched(expiring("a", day(40)), expiring("b", day(90)))), day(10));

        // Then
        assertThat(next.basis()).isEqualTo(NextRotation.Basis.DECLARED);
        assertThat(next.at()).isEqualTo(day(40));
        assertThat(next.earliest()).isEqualTo(day(10));
    }

    @Test
    void declaredEndsThatWereNotKeptAreNotBelieved() {
        // Given
        Polls polls = new Polls();
        polls.pollAt(day(0), fetched(expiring("a", day(400)), expiring("b", day(800))));

        // When
        TenantState state =
                polls.pollAt(day(5), fetched(expiring("b", day(800)))).after();

        // Then
        assertThat(RotationForecast.of(state, day(6))).isEmpty();
    }

    @Test
    void declaredBeginIsExpected() {
        // When
        NextRotation next = only(Polls.after(fetched(key("a"), with("b", "nbf", day(20)))), day(10));

        // Then
        assertThat(next.at()).isEqualTo(day(20));
        assertThat(next.explanation()).contains("nbf");
    }

    @Test
    void surerExpectationComesFirst() {
        // Given
        Polls polls = new Polls();
        polls.pollAt(day(0), fetched(key("0")));
        polls.pollAt(day(30), fetched(key("1")));
        polls.pollAt(day(60), fetched(key("2")));
        polls.pollAt(day(90), fetched(expiring("3", day(300))));

        // When
        List<NextRotation> next = RotationForecast.of(polls.state(), day(95));

        // Then
        assertThat(next)
                .extracting(NextRotation::basis)
                .containsExactly(NextRotation.Basis.CADENCE, NextRotation.Basis.DECLARED);
    }

    private static NextRotation only(TenantState state, Instant now) {
        List<NextRotation> next = RotationForecast.of(state, now);
        assertThat(next).hasSize(1);
        return next.get(0);
    }

    private static String expiring(String name, Instant end) {
        return with(name, "exp", end);
    }

    private static String with(String name, String member, Instant moment) {
        return key(name).replaceFirst("\\{", "{\"" + member + "\":" + moment.getEpochSecond() + ",");
    }

    private static String key(String name) {
        return SigningKeys.ec(name).jwk();
    }

    private static Instant day(int day) {
        return CadenceTest.day(day);
    }
}
