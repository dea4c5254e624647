package io.keyvigil.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The packaged program, pinned to one core, with one tenant whose keys come from a file. */
record DiagnosingProgram(Program program, String token) implements AutoCloseable {

    static DiagnosingProgram start(Path directory) throws IOException, InterruptedException {
        KeyPair key = ProviderKeys.generated();
        Path keys = Files.writeString(
                directory.resolve("keys.json"), ProviderKeys.set(key, AccessToken.KID, 2, new Random(1)));
        Path watchList = Files.writeString(
                directory.resolve("watchlist.yaml"),
                "tenants:\n  orders: {issuer: '" + AccessToken.ISSUER + "', jwks-file: '" + keys.toAbsolutePath()
                        + "', audiences: ['" + AccessToken.AUDIENCE + "']}\n");
        Program program = Program.start(watchList, directory);
        program.awaitReady();
        return new DiagnosingProgram(program, AccessToken.signedBy(key, Instant.now()));
    }

    LoadFigures measure(String face, Duration duration) throws IOException, InterruptedException {
        Load load = new Load(program.child().port(), request(face));
        Duration before = program.processorTime();
        long begunNanos = System.nanoTime();
        long answers = load.run(duration);
        Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
        return new LoadFigures(face, answers, took, program.processorTime().minus(before));
    }

    private byte[] request(String face) {
        String head = "POST /diagnose HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nAccept: " + face
                + "\r\nContent-Length: " + token.length() + "\r\n\r\n";
        return (head + token).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        program.close();
    }
}
