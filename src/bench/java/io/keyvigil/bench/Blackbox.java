package io.keyvigil.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rival: Debian's {@code prometheus-blackbox-exporter}, on the same core as the program. */
record Blackbox(ChildProcess child) implements AutoCloseable {

    private static final Path EXECUTABLE = Path.of("/usr/bin/prometheus-blackbox-exporter");
    private static final String CONFIGURATION = "modules:\n  http_2xx:\n    prober: http\n";

    static boolean installed() {
        return Files.isExecutable(EXECUTABLE);
    }

    static Blackbox start(Path directory) throws IOException, InterruptedException {
        Path configuration = Files.writeString(directory.resolve("blackbox.yml"), CONFIGURATION);
        int port = ChildProcess.freePort();
        List<String> command = new ArrayList<>(Program.onTheLastCore());
        command.addAll(List.of(
                EXECUTABLE.toString(),
                "--config.file=" + configuration.toAbsolutePath(),
                "--web.listen-address=127.0.0.1:" + port));
        ChildProcess child = ChildProcess.start(new ProcessBuilder(command), port, directory.resolve("blackbox.log"));
        child.await("/-/healthy", 200);
        return new Blackbox(child);
    }

    void probe(String target) throws IOException, InterruptedException {
        String page = new String(
                child.get("/probe?module=http_2xx&target=" + URLEncoder.encode(target, StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
        if (!page.contains("\nprobe_success 1\n")) {
            throw new IllegalStateException("the probe of " + target + " failed: " + page);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
