package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.WatchListSource.OnError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchListSourceTest {

    private static final String A = "tenants: {a: {issuer: 'https://a.example'}}";
    private static final String A_AND_B =
            "tenants: {a: {issuer: 'https://a.example'}, b: {issuer: 'https://b.example'}}";
    private static final String WRONG = "tenants: {a: {}, b: {}}";

    @TempDir
    Path directory;

    private final List<String> changes = new ArrayList<>();
    private final MemoryOfOne lastGood = new MemoryOfOne();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("watchlist.yaml");
    }

    private static final class MemoryOfOne implements LastGoodWatchList {
        private Optional<String> text = Optional.empty();

        @Override
        public Optional<String> load() {
            return text;
        }

        @Override
        public void save(String yaml) {
            text = Optional.of(yaml);
        }
    }

    private WatchListSource source(OnError onError, String issuers) {
        WatchListSource source = new WatchListSource(
                Optional.of(file), Optional.of(issuers), Tenant.DEFAULT_POLL_EVERY, onError, lastGood);
        source.listen((before, after) -> changes.add(ids(before) + " -> " + ids(after)));
        return source;
    }

    private WatchListSource loaded(String yaml) throws IOException {
        Files.writeString(file, yaml);
        WatchListSource source = source(OnError.FAIL, "");
        source.load();
        return source;
    }

    /** As long as it takes for a file that was written in place to have stood still. */
    private static void refreshTwice(WatchListSource source) {
        source.refresh();
        source.refresh();
    }

    private static List<String> ids(WatchList list) {
        return list.tenants().keySet().stream().map(TenantId::value).toList();
    }

    @Test
    void nothingToWatch() {
        // Given
        WatchListSource source = new WatchListSource(Optional.empty(), Optional.empty(), OnError.FAIL);
        // When
        WatchListReading reading = source.load();
        source.refresh();
        // Then
        assertThat(reading.watchList()).hasValue(WatchList.EMPTY);
        assertThat(source.valid()).isTrue();
    }

    @Test
    void fileAndIssuersTogether() throws IOException {
        // Given
        Files.writeString(file, A);
        WatchListSource source = source(OnError.FAIL, "https://b.example");
        // When
        source.load();
        // Then
        assertThat(ids(source.current())).containsExactly("a", "b-example");
        assertThat(source.valid()).isTrue();
        assertThat(changes).isEmpty();
    }

    @Test
    void wrongListAtStartHandsOutEveryProblem() throws IOException {
        // Given
        Files.writeString(file, WRONG);
        WatchListSource source = source(OnError.FAIL, "ftp://x");
        // When
        WatchListReading reading = source.load();
        // Then
        assertThat(reading.watchList()).isEmpty();
        assertThat(reading.problems()).hasSize(3);
        assertThat(source.valid()).isFalse();
    }

    @Test
    void missingFileAtStartIsAProblem() {
        // Given
        WatchListSource source = source(OnError.FAIL, "");
        // When
        WatchListReading reading = source.load();
        // Then
        assertThat(reading.problems()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void degradedStartWatchesTheLastGoodListAndTheIssuers() throws IOException {
        // Given
        Files.writeString(file, WRONG);
        lastGood.save(A_AND_B);
        WatchListSource source = source(OnError.DEGRADE, "https://c.example");
        // When
        WatchListReading reading = source.load();
        // Then
        assertThat(ids(reading.watchList().orElseThrow())).containsExactly("a", "b", "c-example");
        assertThat(source.current()).isEqualTo(reading.watchList().orElseThrow());
        assertThat(source.valid()).isFalse();
        assertThat(source.problems()).hasSize(2);
        assertThat(lastGood.load()).hasValue(A_AND_B);
    }

    @Test
    void valuesOfHeadersAreNotRememberedAndKnownAsMissingAfterADegradedStart() throws IOException {
        // Given
        loaded(
                """
                # the key is hunter2
                tenants:
                  a:
                    issuer: https://a.example
                    headers: &shared {X-Key: hunter2, 'x-number': 12, Authorization: {file: /run/token, prefix: 'Bearer '}}
                    poll-every: 10m
                  b: {issuer: 'https://b.example', headers: *shared}
                  c:
                    issuer: https://c.example
                    headers:
                      X-Key: >-
                        hunter2
                        hunter2
                """);
        Files.writeString(file, WRONG);
        WatchListSource source = source(OnError.DEGRADE, "");

        // When
        source.load();

        // Then
        assertThat(lastGood.load())
                .hasValueSatisfying(
                        text -> assertThat(text).doesNotContain("hunter2").contains("/run/token"));
        assertThat(ids(source.current())).containsExactly("a", "b", "c");
        assertThat(source.current().tenants().values())
                .allSatisfy(tenant -> assertThat(tenant.headers().get("X-Key")).isEqualTo(HeaderValue.NOT_KEPT));
        assertThat(source.current().tenants().get(new TenantId("a"))).satisfies(tenant -> {
            assertThat(tenant.headers())
                    .containsEntry("Authorization", HeaderValue.ofFile("Bearer ", Path.of("/run/token")));
            assertThat(tenant.pollEvery()).isEqualTo(Duration.ofMinutes(10));
        });
    }

    @Test
    void degradedStartWithoutALastGoodListWatchesNothing() throws IOException {
        // Given
        Files.writeString(file, WRONG);
        WatchListSource source = source(OnError.DEGRADE, "");
        // When
        WatchListReading reading = source.load();
        // Then
        assertThat(reading.watchList()).hasValue(WatchList.EMPTY);
        assertThat(source.valid()).isFalse();
    }

    @Test
    void degradedStartWithWrongIssuersWatchesTheFile() throws IOException {
        // Given
        Files.writeString(file, A);
        WatchListSource source = source(OnError.DEGRADE, "ftp://x");
        source.load();
        Files.writeString(file, A_AND_B);
        // When
        refreshTwice(source);
        // Then
        assertThat(ids(source.current())).containsExactly("a", "b");
        assertThat(source.valid()).isFalse();
    }

    @Test
    void degradedStartEndsWithTheFirstGoodFile() throws IOException {
        // Given
        Files.writeString(file, WRONG);
        WatchListSource source = source(OnError.DEGRADE, "");
        source.load();
        Files.writeString(file, A);
        // When
        refreshTwice(source);
        // Then
        assertThat(source.valid()).isTrue();
        assertThat(changes).containsExactly("[] -> [a]");
        assertThat(lastGood.load()).hasValue(A);
    }

    @Test
    void changeInPlaceIsAppliedOnceItStandsStill() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.writeString(file, A_AND_B);
        source.refresh();
        List<String> whileMoving = List.copyOf(changes);
        // When
        source.refresh();
        // Then
        assertThat(whileMoving).isEmpty();
        assertThat(changes).containsExactly("[a] -> [a, b]");
        assertThat(ids(source.current())).containsExactly("a", "b");
    }

    @Test
    void sameSizeIsAChangeToo() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.writeString(file, A.replace("{a:", "{z:"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        // When
        refreshTwice(source);
        // Then
        assertThat(ids(source.current())).containsExactly("z");
    }

    @Test
    void touchedFileTellsNobody() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        // When
        refreshTwice(source);
        // Then
        assertThat(changes).isEmpty();
        assertThat(source.valid()).isTrue();
    }

    @Test
    void wrongChangeKeepsTheLastGoodList() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.writeString(file, WRONG);
        // When
        refreshTwice(source);
        // Then
        assertThat(ids(source.current())).containsExactly("a");
        assertThat(source.valid()).isFalse();
        assertThat(source.problems()).hasSize(2);
        assertThat(changes).isEmpty();
        assertThat(lastGood.load()).hasValue(A);
    }

    @Test
    void issuerThatClashesWithTheChangedFileKeepsTheLastGoodList() throws IOException {
        // Given
        Files.writeString(file, A);
        WatchListSource source = source(OnError.FAIL, "https://b");
        source.load();
        Files.writeString(file, A_AND_B);
        // When
        refreshTwice(source);
        // Then
        assertThat(source.valid()).isFalse();
        assertThat(ids(source.current())).containsExactly("a", "b");
        assertThat(changes).isEmpty();
    }

    @Test
    void deletedFileKeepsTheLastGoodList() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.delete(file);
        // When
        source.refresh();
        // Then
        assertThat(ids(source.current())).containsExactly("a");
        assertThat(source.valid()).isFalse();
        assertThat(source.problems()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void fileThatIsBackIsValidAgain() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.delete(file);
        source.refresh();
        Files.writeString(file, A);
        // When
        refreshTwice(source);
        // Then
        assertThat(source.valid()).isTrue();
        assertThat(changes).isEmpty();
    }

    @Test
    void directoryInTheFilesPlaceKeepsTheLastGoodList() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.delete(file);
        Files.createDirectory(file);
        // When
        refreshTwice(source);
        // Then
        assertThat(source.valid()).isFalse();
        assertThat(ids(source.current())).containsExactly("a");
    }

    @Test
    void textThatIsNotUtf8IsAProblemWithItsLine() throws IOException {
        // Given
        WatchListSource source = loaded(A);
        Files.write(file, new byte[] {'#', '\n', '#', (byte) 0xff, '\n'});
        // When
        refreshTwice(source);
        // Then
        assertThat(source.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).hasValue(2);
            assertThat(problem.problem()).contains("is not UTF-8");
        });
    }

    /** What the kubelet does: {@code ..data} is replaced by a rename, the name that we open stays what it was. */
    @Test
    void configMapSwapIsAppliedAtOnce() throws IOException {
        // Given
        configMapVersion("..2026_01", A);
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(file, Path.of("..data/watchlist.yaml"));
        WatchListSource source = source(OnError.FAIL, "");
        source.load();
        configMapVersion("..2026_02", A_AND_B);
        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2026_02"));
        Files.move(next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        // When
        source.refresh();
        // Then
        assertThat(changes).containsExactly("[a] -> [a, b]");
        assertThat(source.valid()).isTrue();
    }

    private void configMapVersion(String name, String yaml) throws IOException {
        Path version = Files.createDirectory(directory.resolve(name));
        Files.writeString(version.resolve("watchlist.yaml"), yaml);
    }
}
