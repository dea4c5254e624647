package io.keyvigil.store;

import static io.keyvigil.testing.Fetches.failed;
import static io.keyvigil.testing.Fetches.fetched;
import static io.keyvigil.testing.Fetches.keptFor;
import static io.keyvigil.testing.Fetches.metadata;
import static io.keyvigil.testing.Fetches.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyvigil.jose.Jwk;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.JwksDocument;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.KeyHistory.Entry;
import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import io.keyvigil.watch.KeyHistory.Kept;
import io.keyvigil.watch.KeyHistory.NotedPoll;
import io.keyvigil.watch.KeyHistory.NumberedEvent;
import io.keyvigil.watch.KeyHistory.Step;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.PollHealth;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource
class SqlKeyHistoryTest {

    private static final Tenant TENANT = Tenants.of("a");
    private static final Tenant OTHER = Tenants.of("b");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String A = SigningKeys.ec("a").jwk();
    private static final String B = SigningKeys.ec("b").jwk();

    @Parameter
    private TestDatabase database;

    @TempDir
    private Path directory;

    private DataSource dataSource;
    private SqlKeyHistory history;

    @BeforeEach
    void migrate() {
        dataSource = database.migrated(directory);
        history = database.history(dataSource);
    }

    static Stream<Arguments> keySets() {
        return Stream.of(
                keys("plain ones", A, SigningKeys.rsa("r").jwk()),
                keys("without kid", A.replace("\"kid\":\"a\",", "")),
                keys("a kid with U+0000", A.replace("\"a\"", "\"a\\u0000b\"")),
                keys("a kid beyond the basic plane", A.replace("\"a\"", "\"\\\"\\\\\\n \uD83D\uDD11\"")),
                keys(
                        "kids of halves of surrogate pairs",
                        A.replace("\"a\"", "\"\\ud800\""),
                        A.replace("\"a\"", "\"\\ud801\"")),
                keys("a kid of 1 MiB", A.replace("\"a\"", "\"" + "k".repeat(1 << 20) + "\"")),
                keys("a kid that is a number", A.replace("\"a\"", "7")),
                keys("two of one kid", A, SigningKeys.ec("b").named("a").jwk()),
                keys("one under two kids", A, SigningKeys.ec("a").named("b").jwk()),
                keys("a point off its curve", A.replace("\"y\":\"", "\"y\":\"AAAA")),
                keys("a leading zero", SigningKeys.rsa("r").jwk().replace("AQAB", "AAEAAQ")),
                keys("no object", A, "7", "null", "[]"),
                keys("of an unknown type", "{\"kty\":\"XYZ\",\"kid\":\"x\",\"more\":{\"b\":[1,2.50,null]}}"),
                keys("none"));
    }

    private static Arguments keys(String name, String... keys) {
        return Arguments.of(name, keys);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keySets")
    void keysAreReadBackAsTheyWere(String name, String[] keys) {
        // Given
        TenantState state =
                poll(TENANT, TenantState.UNSEEN, START, fetched(keys)).after();

        // When
        TenantState loaded = load(TENANT).orElseThrow();

        // Then
        assertThat(loaded.keys()).isEqualTo(state.keys());
        assertThat(loaded.jwksSha256()).isEqualTo(state.jwksSha256());
    }

    @Test
    void whenKeysSignedIsReadBackAndOutlivesTheNextSet() {
        // Given
        TenantState polled =
                poll(TENANT, TenantState.UNSEEN, START, fetched(A, B)).after();
        ObservedKey.Signing signing = new ObservedKey.Signing(START.plusSeconds(1), START.plusSeconds(90));
        List<ObservedKey> signed = polled.keys().stream()
                .map(key -> key.jwk().kid().equals(Optional.of("a"))
                        ? new ObservedKey(key.jwk(), key.firstSeen(), key.withdrawal(), Optional.of(signing))
                        : key)
                .toList();
        history.signed(Map.of(TENANT.id(), signed));

        // When
        TenantState loaded = load(TENANT).orElseThrow();

        // Then
        assertThat(loaded.keys()).isEqualTo(signed);
        assertThat(poll(TENANT, loaded, START.plusSeconds(120), fetched(B))
                        .after()
                        .keys())
                .isEqualTo(load(TENANT).orElseThrow().keys())
                .anySatisfy(key -> assertThat(key.signing()).hasValue(signing));
    }

    @Test
    void everythingElseIsReadBackAsItWas() {
        // Given
        TenantState first = poll(
                        TENANT,
                        TenantState.UNSEEN,
                        START,
                        fetched(metadata("https://idp.example", Fetches.JWKS_URI, "RS256", "ES256"), A))
                .after();
        TenantState rotated =
                poll(TENANT, first, START.plusSeconds(60), fetched(A, B)).after();
        TenantState state = poll(
                        TENANT, rotated, START.plusSeconds(120), failed(FetchFailure.STATUS, Duration.ofSeconds(30)))
                .after();

        // When
        TenantState loaded = load(TENANT).orElseThrow();

        // Then
        assertThat(loaded.watchedSince()).contains(START);
        assertThat(loaded.lastRotation()).contains(START.plusSeconds(60));
        assertThat(loaded.metadata()).isEqualTo(state.metadata());
        assertThat(loaded.health()).isEqualTo(state.health());
        assertThat(loaded.tallies().outcomes().total()).as("counts start anew").isZero();
        assertThat(loaded.polledHere()).isFalse();
    }

    @Test
    void firstAddressesAreReadBackAfterTheyChanged() {
        // Given
        ProviderMetadata first = new ProviderMetadata(
                "", "https://keys.example/jwks", List.of(), Optional.of("https://idp.example/token"));
        ProviderMetadata changed = new ProviderMetadata(
                        "", "https://keys.evil/jwks", List.of(), Optional.of("https://tokens.evil/token"))
                .since(first.firstJwksUri(), first.firstTokenEndpoint());
        TenantState before =
                poll(TENANT, TenantState.UNSEEN, START, fetched(first, A)).after();
        poll(TENANT, before, START.plusSeconds(60), fetched(changed, A));

        // When
        TenantState loaded = load(TENANT).orElseThrow();

        // Then
        assertThat(loaded.metadata()).contains(changed);
    }

    @Test
    void metadataWithoutAlgorithmsIsReadBack() {
        // Given
        TenantState state = poll(TENANT, TenantState.UNSEEN, START, fetched(metadata("", Fetches.JWKS_URI), A))
                .after();

        // When
        TenantState loaded = load(TENANT).orElseThrow();

        // Then
        assertThat(loaded.metadata()).isEqualTo(state.metadata());
    }

    @Test
    void withdrawnKeysAreReadBackAfterThePublishedOnes() {
        // Given
        TenantState first =
                poll(TENANT, TenantState.UNSEEN, START, fetched(A, B)).after();
        TenantState state =
                poll(TENANT, first, START.plusSeconds(60), fetched(B)).after();

        // When
        TenantState loaded = load(TENANT).orElseThrow();

        // Then
        assertThat(loaded.keys()).isEqualTo(state.keys());
        assertThat(loaded.keys().get(1).withdrawal())
                .contains(new ObservedKey.Withdrawal(START, START.plusSeconds(60)));
    }

    @Test
    void privateMembersNeverReachTheStore() throws SQLException {
        // Given
        String marker = "cHJpdmF0ZS1rZXktbWF0ZXJpYWwtbWFya2Vy";
        String exposed = SigningKeys.rsa("r").jwk().replace("{", "{\"d\":\"" + marker + "\",\"p\":\"" + marker + "\",");
        String shared = "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"" + marker + "\"}";

        // When
        poll(TENANT, TenantState.UNSEEN, START, fetched(exposed, shared));

        // Then
        assertThat(everyRow("known_key")).contains("\"s\"").doesNotContain(marker);
        assertThat(everyRow("tenant_state")).doesNotContain(marker);
    }

    private String everyRow(String table) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append(rows.getString(i)).append('\n');
                }
            }
        }
        return text.toString();
    }

    @Test
    void exposedPrivateKeyIsSeenAgainAfterARestart() {
        // Given
        String exposed = SigningKeys.rsa("r").jwk().replace("{", "{\"d\":\"cHJpdmF0ZQ\",");
        poll(TENANT, TenantState.UNSEEN, START, fetched(exposed));
        TenantState loaded = load(TENANT).orElseThrow();

        // When
        Transition next = loaded.next(fetched(exposed), START, START);

        // Then
        assertThat(loaded.known().jwksSha256())
                .as("so that the set is read anew")
                .isEmpty();
        assertThat(next.events()).isEmpty();
        assertThat(next.after().keys().get(0).jwk().privateMembers()).containsExactly("d");
    }

    @Test
    void eventsComeNewestFirstPageByPage() {
        // Given
        history.record(List.of(entry(TENANT, events(5))));
        history.record(List.of(entry(OTHER, events(2))));

        // When
        List<NumberedEvent> first = events(Optional.empty(), OptionalLong.empty(), 2);
        List<NumberedEvent> second =
                events(Optional.empty(), OptionalLong.of(first.get(1).number()), 10);

        // Then
        assertThat(first).extracting(event -> event.event().detail()).containsExactly("4", "3");
        assertThat(second).extracting(event -> event.event().detail()).containsExactly("2", "1", "0");
    }

    @Test
    void eventsSinceAMomentIncludeIt() {
        // Given
        history.record(List.of(entry(TENANT, events(5))));

        // When
        List<NumberedEvent> since = events(Optional.of(START.plusSeconds(3)), OptionalLong.empty(), 10);

        // Then
        assertThat(since).extracting(event -> event.event().detail()).containsExactly("4", "3");
    }

    @Test
    void eventsKeepTheirKey() {
        // Given
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        List<KeyEvent> written =
                poll(TENANT, first, START.plusSeconds(60), fetched(A, B)).events();

        // When
        List<NumberedEvent> read = events(Optional.empty(), OptionalLong.empty(), 10);

        // Then
        assertThat(read).extracting(NumberedEvent::event).isEqualTo(written);
    }

    @Test
    void onlyTheLatestTenThousandEventsAreKept() {
        // Given
        history.record(List.of(entry(OTHER, events(3))));

        // When
        history.record(List.of(entry(TENANT, events(10_005))));

        // Then
        List<NumberedEvent> kept = events(Optional.empty(), OptionalLong.empty(), 20_000);
        assertThat(kept).hasSize(10_000);
        assertThat(kept.get(9_999).event().detail()).isEqualTo("5");
        assertThat(history.events(OTHER.id(), Optional.empty(), OptionalLong.empty(), 10))
                .as("of another tenant")
                .hasSize(3);
    }

    @Test
    void ofATransactionThatFailsNothingIsWritten() throws SQLException {
        // Given
        execute(database.refuseEventsOf("b"));

        // When
        assertThatThrownBy(() -> history.record(List.of(entry(TENANT, events(1)), entry(OTHER, events(1)))))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("refused");

        // Then
        assertThat(kept(TENANT)).isEmpty();
        assertThat(events(Optional.empty(), OptionalLong.empty(), 10)).isEmpty();
        execute(database.refuseNoMore());
        history.record(List.of(entry(OTHER, events(1))));
        assertThat(kept(OTHER)).isPresent();
    }

    @Test
    void notedPollsAreReadBackWhole() {
        // Given
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        TenantState failing = poll(TENANT, first, START.plusSeconds(60), failed(FetchFailure.DNS))
                .after();
        TenantState later = failing.next(
                        failed(FetchFailure.STATUS, Duration.ofHours(1)),
                        START.plusSeconds(120),
                        START.plusSeconds(121))
                .after();

        // When
        history.touch(Map.of(TENANT.id(), new NotedPoll(version(TENANT), later.health(), Optional.empty())));

        // Then
        assertThat(load(TENANT).orElseThrow().health()).isEqualTo(later.health());
    }

    @Test
    void ofASuccessTheLatestNoteIsReadBackAndThatOfOthersStays() {
        // Given
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        TenantState other = poll(OTHER, TenantState.UNSEEN, START, fetched(B)).after();
        TenantState second = later(first, 60);
        TenantState third = later(second, 120);
        TenantState otherLater = later(other, 60);
        history.touch(Map.of(
                TENANT.id(),
                new NotedPoll(1, second.health(), Optional.empty()),
                OTHER.id(),
                new NotedPoll(1, otherLater.health(), Optional.empty())));

        // When
        history.touch(Map.of(TENANT.id(), new NotedPoll(1, third.health(), Optional.empty())));

        // Then
        assertThat(load(TENANT).orElseThrow().health()).isEqualTo(third.health());
        assertThat(load(OTHER).orElseThrow().health()).isEqualTo(otherLater.health());
    }

    @Test
    void changeAfterTheNoteIsWhatCounts() {
        // Given
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        history.touch(Map.of(TENANT.id(), new NotedPoll(1, later(first, 60).health(), Optional.empty())));

        // When
        Transition failed = poll(TENANT, first, START.plusSeconds(120), failed(FetchFailure.DNS));

        // Then
        assertThat(load(TENANT).orElseThrow().health()).isEqualTo(failed.after().health());
    }

    @Test
    void eventsOfLaterVersionsAreReadInTheirOrder() {
        // Given
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        Transition second = poll(TENANT, first, START.plusSeconds(60), fetched(A, B));
        Transition third = poll(TENANT, second.after(), START.plusSeconds(120), fetched(B));
        poll(OTHER, TenantState.UNSEEN, START, fetched(B));

        // When
        List<KeyEvent> events = history.eventsAfter(TENANT.id(), 1);

        // Then
        assertThat(events)
                .containsExactlyElementsOf(Stream.concat(second.events().stream(), third.events().stream())
                        .toList());
        assertThat(history.eventsAfter(TENANT.id(), 2)).isEqualTo(third.events());
        assertThat(history.eventsAfter(TENANT.id(), 3)).isEmpty();
    }

    @Test
    void howLongCachesMayKeepTheKeysIsReadBack() {
        // Given
        poll(TENANT, TenantState.UNSEEN, START, keptFor(Duration.ofDays(1), A));
        poll(OTHER, TenantState.UNSEEN, START, fetched(B));

        // When
        Map<TenantId, Kept> kept = history.load(List.of(TENANT, OTHER));

        // Then
        assertThat(kept.get(TENANT.id()).state().maxAge()).contains(Duration.ofDays(1));
        assertThat(kept.get(OTHER.id()).state().maxAge()).isEmpty();
    }

    private static TenantState later(TenantState state, int seconds) {
        Instant at = START.plusSeconds(seconds);
        return state.next(same(304), at, at.plusMillis(20)).after();
    }

    @Test
    void notingATenantThatIsNotKnownDoesNothing() {
        // When
        history.touch(Map.of(
                OTHER.id(),
                new NotedPoll(
                        0,
                        TenantState.UNSEEN.next(same(200), START, START).after().health(),
                        Optional.empty())));

        // Then
        assertThat(load(OTHER)).isEmpty();
    }

    @Test
    void stateOfAnotherSourceIsNotLoaded() {
        // Given
        poll(TENANT, TenantState.UNSEEN, START, fetched(A));
        Tenant moved = Tenants.ofJwksUri("a", "https://other.example/jwks", Duration.ofMinutes(5));

        // When
        Optional<TenantState> loaded = load(moved);

        // Then
        assertThat(loaded).isEmpty();
    }

    @Test
    void keysOfTheFormerSourceGoWhenTheNewOneIsWritten() {
        // Given
        poll(TENANT, TenantState.UNSEEN, START, fetched(A));
        Tenant moved = Tenants.ofJwksUri("a", "https://other.example/jwks", Duration.ofMinutes(5));

        // When
        TenantState state = poll(moved, TenantState.UNSEEN, START, fetched(B)).after();

        // Then
        assertThat(load(moved).orElseThrow().keys()).isEqualTo(state.keys());
    }

    @Test
    void changedSettingsDoNotHideTheState() {
        // Given
        poll(TENANT, TenantState.UNSEEN, START, fetched(A));

        // When
        Optional<TenantState> loaded = load(Tenants.of("a", TENANT.source(), Duration.ofHours(1)));

        // Then
        assertThat(loaded).isPresent();
    }

    @Test
    void storeThatIsGoneIsAValue() throws SQLException {
        // Given
        execute("ALTER TABLE tenant_state RENAME TO gone");

        // When
        assertThatThrownBy(() -> load(TENANT))

                // Then
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageStartingWith("the store says: ");
    }

    @Test
    void eventsOfAClockThatWasAheadAreCorrectedWhenItIsSetBack() {
        // Given
        Instant back = START.plusSeconds(60);
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        TenantState ahead =
                poll(TENANT, first, START.plus(Duration.ofDays(1)), fetched(B)).after();

        // When
        TenantState after = poll(TENANT, ahead, back, fetched(B)).after();

        // Then
        assertThat(history.events(TENANT.id(), Optional.empty(), OptionalLong.empty(), 10))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.event().at()).isEqualTo(back));
        assertThat(load(TENANT).orElseThrow().keys()).isEqualTo(after.keys());
    }

    @Test
    void whoWritesOnFromAnOldVersionIsRefused() {
        // Given
        SqlKeyHistory other = database.history(dataSource);
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        other.record(List.of(entry(TENANT, 1, events(1))));

        // When
        Set<TenantId> refused = history.record(List.of(
                new Entry(TENANT, 1, List.of(new Step(2, events(2))), first, Optional.empty()),
                entry(OTHER, events(1))));

        // Then
        assertThat(refused).containsExactly(TENANT.id());
        assertThat(events(Optional.empty(), OptionalLong.empty(), 10)).hasSize(1);
        assertThat(version(TENANT)).isEqualTo(2);
        assertThat(version(OTHER)).as("of another tenant").isEqualTo(1);
    }

    @Test
    void whatWasWrittenWithoutHearingSoIsNotWrittenAgain() {
        // Given
        history.record(List.of(entry(TENANT, 0, events(2))));
        List<KeyEvent> later =
                List.of(new KeyEvent(KeyEventKind.KEY_WITHDRAWN, START, Optional.empty(), Optional.empty(), "later"));

        // When
        Set<TenantId> refused = history.record(List.of(new Entry(
                TENANT, 0, List.of(new Step(1, events(2)), new Step(2, later)), TenantState.UNSEEN, Optional.empty())));

        // Then
        assertThat(refused).isEmpty();
        assertThat(events(Optional.empty(), OptionalLong.empty(), 10))
                .extracting(event -> event.event().detail())
                .containsExactly("later", "1", "0");
        assertThat(version(TENANT)).isEqualTo(2);
    }

    @Test
    void pollOfAnOldVersionIsNotNoted() {
        // Given
        TenantState first = poll(TENANT, TenantState.UNSEEN, START, fetched(A)).after();
        PollHealth later = first.next(same(200), START.plusSeconds(60), START.plusSeconds(60))
                .after()
                .health();

        // When
        history.touch(Map.of(TENANT.id(), new NotedPoll(0, later, Optional.empty())));

        // Then
        assertThat(load(TENANT).orElseThrow().health()).isEqualTo(first.health());
    }

    @Test
    void firstTextOfANameStays() {
        // Given
        RememberedTexts texts = new RememberedTexts(StoreTesting.transactions(dataSource));
        texts.saveFirst("name", "first");

        // When
        String kept = texts.saveFirst("name", "second");

        // Then
        assertThat(kept).isEqualTo("first");
        assertThat(texts.load("name")).contains("first");
    }

    @Test
    void rememberedTextIsReplaced() {
        // Given
        RememberedTexts texts = new RememberedTexts(StoreTesting.transactions(dataSource));
        texts.save("name", "first");
        texts.save("name", "second");

        // When
        Optional<String> loaded = texts.load("name");

        // Then
        assertThat(loaded).contains("second");
        assertThat(texts.load("other")).isEmpty();
    }

    private Transition poll(Tenant tenant, TenantState before, Instant now, FetchResult result) {
        Transition transition = before.next(result, now, now);
        history.record(List.of(new Entry(
                tenant,
                version(tenant),
                List.of(new Step(version(tenant) + 1, transition.events())),
                transition.after(),
                transition.document().map(SqlKeyHistoryTest::json).or(() -> transition
                        .corrected()
                        .map(any -> Map.of())),
                transition.corrected())));
        return transition;
    }

    private static Map<KeyIdentity, String> json(JwksDocument document) {
        Map<KeyIdentity, String> json = new HashMap<>();
        List<Jwk> keys = document.set().keys();
        IntStream.range(0, keys.size())
                .forEach(i -> json.put(
                        KeyIdentity.of(keys.get(i)), document.publicJson().get(i)));
        return json;
    }

    private static Entry entry(Tenant tenant, List<KeyEvent> events) {
        return entry(tenant, 0, events);
    }

    private static Entry entry(Tenant tenant, long base, List<KeyEvent> events) {
        return new Entry(tenant, base, List.of(new Step(base + 1, events)), TenantState.UNSEEN, Optional.empty());
    }

    private static List<KeyEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new KeyEvent(
                        KeyEventKind.KEY_ADDED,
                        START.plusSeconds(i),
                        Optional.empty(),
                        Optional.empty(),
                        Integer.toString(i)))
                .toList();
    }

    private List<NumberedEvent> events(Optional<Instant> since, OptionalLong before, int limit) {
        return history.events(TENANT.id(), since, before, limit);
    }

    private Optional<TenantState> load(Tenant tenant) {
        return kept(tenant).map(Kept::state).filter(state -> !state.equals(TenantState.UNSEEN));
    }

    private long version(Tenant tenant) {
        return kept(tenant).orElse(Kept.NOTHING).version();
    }

    private Optional<Kept> kept(Tenant tenant) {
        return Optional.ofNullable(history.load(List.of(tenant)).get(tenant.id()));
    }

    private void execute(String sql) {
        StoreTesting.execute(dataSource, sql);
    }
}
