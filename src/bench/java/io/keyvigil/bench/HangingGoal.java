package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.text;

import io.keyvigil.testing.TroubledProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Tenants of which a third hangs and a third fails: how long healthy ones are not polled in the first minute. */
record HangingGoal(GoalTable table, JavaHome java, Path directory) {

    private static final int THIRD = 165;
    private static final int SECONDS = 60;

    void measure() throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("hanging"));
        try (TroubledProviders providers = new TroubledProviders()) {
            TroubledTenants tenants = new TroubledTenants(providers, "")
                    .and(THIRD, "hangs")
                    .and(THIRD, "fails")
                    .andHealthy(THIRD);
            try (Program program = Program.start(tenants.write(own), own, java.anywhere("-Xmx128m"))) {
                program.child().await("/health/live", 200);
                long begun = System.nanoTime();
                program.awaitReady();
                double ready = (System.nanoTime() - begun) / 1e9;
                TimeUnit.NANOSECONDS.sleep(begun + TimeUnit.SECONDS.toNanos(SECONDS) - System.nanoTime());
                table.row(
                        "longest gap of healthy tenants polled every 10 s, first minute, a third hanging, a third 500",
                        "27.5 s",
                        text(
                                "%.1f s",
                                tenants.longestGap(begun, System.nanoTime()).toMillis() / 1e3),
                        "12 s");
                table.row("the same: until each was tried", "77 s", text("%.1f s", ready), GoalTable.NO_RIVAL);
            }
        }
    }
}
