package io.keyvigil.bench;

import static io.keyvigil.bench.GoalTable.text;

import io.keyvigil.testing.SlowNames;
import io.keyvigil.testing.TroubledProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A hundred healthy tenants beside tenants whose names take 10 s. Needs the rights to mount and to listen at port 53. */
record NamesGoal(GoalTable table, JavaHome java, Path directory) {

    private static final int HEALTHY = 100;
    private static final int SECONDS = 60;

    void measure() throws IOException, InterruptedException {
        measure(3, "70");
        measure(300, "all");
    }

    private void measure(int slow, String before) throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("names-" + slow));
        try (TroubledProviders providers = new TroubledProviders();
                SlowNames names = SlowNames.start(own)) {
            TroubledTenants tenants =
                    new TroubledTenants(providers, ".test").andHealthy(HEALTHY).and(slow, "slow");
            List<String> command = new ArrayList<>(names.launcher());
            command.addAll(java.anywhere("-Xmx128m"));
            try (Program program = Program.start(tenants.write(own), own, command)) {
                program.awaitReady();
                TimeUnit.SECONDS.sleep(SECONDS);
                Scrape scrape = program.scrape();
                table.row(
                        text("failed polls of %d healthy tenants beside %d whose names take 10 s", HEALTHY, slow),
                        before,
                        text("%d of %d", tenants.failedPolls(scrape), scrape.polls("healthy")),
                        "0");
            }
        }
    }
}
