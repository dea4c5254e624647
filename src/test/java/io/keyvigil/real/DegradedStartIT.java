package io.keyvigil.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keyvigil.testing.FakeProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sidecar must never take its application's pod down: it starts with what it had, and says so. */
class DegradedStartIT {

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(20);

    private static final Duration TRIED_AGAIN_WITHIN = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    @Test
    void badWatchListAtFirstStartIsMendedWithoutRestart() throws Exception {
        // Given
        Path watchList = WatchLists.bad(directory.resolve("watchlist.yaml"));
        try (FakeProvider provider = FakeProvider.start();
                KeyvigilProcess process = degrading(watchList).serve()) {
            assertThat(process.metric("keyvigil_watchlist_valid")).isZero();
            assertThat(process.metric("keyvigil_tenants")).isZero();
            assertThat(process.log()).contains(watchList + ":3", watchList + ":4", watchList + ":7");

            // When
            WatchLists.good(watchList, provider.issuer());

            // Then
            await().atMost(NOTICED_WITHIN).until(() -> process.metric("keyvigil_watchlist_valid") == 1);
            await().atMost(NOTICED_WITHIN).until(() -> process.metric("keyvigil_provider_up{tenant=\"good\"}") == 1);
        }
    }

    @Test
    void badWatchListAtLaterStartLeavesTheLastGoodOneInForce() throws Exception {
        // Given
        Path watchList = directory.resolve("watchlist.yaml");
        try (FakeProvider provider = FakeProvider.start()) {
            WatchLists.good(watchList, provider.issuer());
            try (KeyvigilProcess earlier = degrading(watchList).serve()) {
                earlier.kill();
            }
            WatchLists.bad(watchList);

            // When
            try (KeyvigilProcess later = degrading(watchList).serve()) {

                // Then
                assertThat(later.metric("keyvigil_watchlist_valid")).isZero();
                assertThat(later.metric("keyvigil_provider_up{tenant=\"good\"}"))
                        .isEqualTo(1);
                assertThat(later.events("good")).isEmpty();
            }
        }
    }

    @Test
    void storeThatCannotBeUsedIsTakenUpOnceItCan() throws Exception {
        // Given
        Path inTheWay = Files.writeString(directory.resolve("data"), "not a directory");
        Path watchList = directory.resolve("watchlist.yaml");
        try (FakeProvider provider = FakeProvider.start();
                KeyvigilProcess process =
                        degrading(WatchLists.good(watchList, provider.issuer())).serve()) {
            assertThat(process.metric("keyvigil_provider_up{tenant=\"good\"}")).isEqualTo(1);
            assertThat(process.metric("keyvigil_store_up")).isZero();
            assertThat(process.log()).contains("event=store-refused", "it is a file");

            // When
            Files.delete(inTheWay);

            // Then
            await().atMost(TRIED_AGAIN_WITHIN).until(() -> process.metric("keyvigil_store_up") == 1);
            assertThat(inTheWay.resolve("keyvigil.db")).exists();
        }
    }

    private Program degrading(Path watchList) {
        return Program.in(directory.resolve("data")).watching(watchList).with("KEYVIGIL_WATCHLIST_ON_ERROR", "degrade");
    }
}
