package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Risk;
import io.keyvigil.risk.Severity;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Tenant ALPHA = Tenants.of("alpha");

    private final ChangeFeed feed = new ChangeFeed(
            new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule()),
            MutableClock.at("2026-11-22T12:00:00Z"));

    /** Notes what it is sent. */
    private static final class Notebook implements ChangeReader {
        private static final AtomicInteger CALLERS = new AtomicInteger();

        private final List<String> sent = new ArrayList<>();
        private final String caller;
        private boolean open = true;

        Notebook() {
            this("caller " + CALLERS.incrementAndGet());
        }

        Notebook(String caller) {
            this.caller = caller;
        }

        @Override
        public String caller() {
            return caller;
        }

        @Override
        public void send(String type, String json) {
            sent.add(type + " " + json);
        }

        @Override
        public void beat() {
            sent.add("beat");
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    @Test
    void eventsOfAPollAreTold() {
        // Given
        Notebook reader = joined();
        TenantState first = polled(
                TenantState.UNSEEN, Fetches.fetched(SigningKeys.ec("first").jwk()));

        // When
        polled(
                first,
                Fetches.fetched(
                        SigningKeys.ec("first").jwk(), SigningKeys.ec("second").jwk()));

        // Then
        assertThat(reader.sent).hasSize(3);
        assertThat(reader.sent.get(2))
                .startsWith("event {")
                .contains("\"kind\":\"key-added\"", "\"tenant\":\"alpha\"", "\"kid\":\"second\"");
    }

    @Test
    void whatAnotherReplicaFoundIsTold() {
        // Given
        Notebook reader = joined();
        TenantState up = TenantState.UNSEEN
                .next(Fetches.fetched(SigningKeys.ec("first").jwk()), NOW, NOW)
                .after();
        Transition failure = up.next(Fetches.failed(FetchFailure.CONNECT), NOW, NOW);

        // When
        feed.followed(ALPHA, up.health(), failure.after().health(), failure::events);

        // Then
        assertThat(reader.sent).as("a beat at first").hasSize(3);
        assertThat(reader.sent.get(1)).startsWith("event {").contains("\"kind\":\"provider-unreachable\"");
        assertThat(reader.sent.get(2)).startsWith("status {").contains("\"kind\":\"failing\"");
    }

    @Test
    void changeOfTheStatusIsTold() {
        // Given
        Notebook reader = joined();
        TenantState up = polled(
                TenantState.UNSEEN, Fetches.fetched(SigningKeys.ec("first").jwk()));

        // When
        polled(up, Fetches.failed(FetchFailure.CONNECT));

        // Then
        assertThat(reader.sent)
                .anySatisfy(text -> assertThat(text).startsWith("status {").contains("\"kind\":\"ok\""))
                .anySatisfy(text -> assertThat(text).startsWith("status {").contains("\"kind\":\"failing\""));
    }

    @Test
    void switchOfTheSigningKeyIsTold() {
        // Given
        Notebook reader = joined();

        // When
        feed.switched(
                ALPHA,
                new KeyEvent(
                        KeyEventKind.SIGNING_KEY_SWITCHED,
                        NOW,
                        Optional.of("second"),
                        Optional.empty(),
                        "the key signed a token"));

        // Then
        assertThat(reader.sent.get(1))
                .startsWith("event {")
                .contains("\"kind\":\"signing-key-switched\"", "\"tenant\":\"alpha\"", "\"kid\":\"second\"");
    }

    @Test
    void riskThatFiresIsTold() {
        // Given
        Notebook reader = joined();
        ActiveRisk risk = new ActiveRisk(
                Risk.KID_REUSED,
                Severity.CRITICAL,
                Optional.of(ALPHA.id()),
                Optional.empty(),
                NOW,
                Optional.empty(),
                "tokens are rejected",
                Map.of());

        // When
        feed.fired(risk);

        // Then
        assertThat(reader.sent.get(1))
                .startsWith("risk {")
                .contains("\"kind\":\"fired\"", "\"risk\":\"KeyvigilKidReused\"", "\"severity\":\"critical\"");
    }

    @Test
    void readersThatAreGoneMakeRoom() {
        // Given
        List<Notebook> readers = IntStream.range(0, ChangeFeed.MOST_READERS)
                .mapToObj(i -> joined())
                .toList();
        assertThat(feed.hasRoom("another")).isFalse();
        Notebook refused = joined();

        // When
        readers.get(0).close();

        // Then
        assertThat(refused.open).isFalse();
        assertThat(feed.hasRoom("another")).isTrue();
    }

    @Test
    void endOfTheServiceEndsEveryConnection() {
        // Given
        Notebook reader = joined();

        // When
        feed.close();

        // Then
        assertThat(reader.open).isFalse();
        assertThat(feed.hasRoom("another")).isFalse();
    }

    @Test
    void oneCallerTakesNoMoreThanItsShare() {
        // Given
        IntStream.range(0, ChangeFeed.MOST_OF_ONE).forEach(place -> feed.join(new Notebook("greedy")));
        Notebook oneTooMany = new Notebook("greedy");

        // When
        feed.join(oneTooMany);

        // Then
        assertThat(oneTooMany.open).isFalse();
        assertThat(feed.hasRoom("greedy")).isFalse();
        assertThat(feed.hasRoom("another")).isTrue();
    }

    private Notebook joined() {
        Notebook reader = new Notebook();
        feed.join(reader);
        return reader;
    }

    private TenantState polled(TenantState before, FetchResult result) {
        Transition transition = before.next(result, NOW, NOW);
        feed.polled(ALPHA, result, transition);
        return transition.after();
    }
}
