package io.keyvigil.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * {@link StubProvider} as a process of its own, so that its processor time and heap are not the program's.
 *
 * @param issuers what a tenant's number is put after
 * @param withPast the same for tenants with a {@link Past}
 * @param changing the same for tenants that change their keys at one request of twenty
 */
record StubProcess(ChildProcess child, String issuers, String withPast, String changing) implements AutoCloseable {

    static StubProcess start(Path directory) throws IOException, InterruptedException {
        int port = ChildProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(
                ChildProcess.tool("java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StubProvider.class.getName(),
                Integer.toString(port),
                System.getProperty("bench.validators", "true"));
        ChildProcess child = ChildProcess.start(command, port, directory.resolve("stub.log"));
        child.await("/t/0/jwks", 200);
        String origin = "http://127.0.0.1:" + port;
        return new StubProcess(child, origin + "/t/", origin + "/e/", origin + "/c/");
    }

    @Override
    public void close() {
        child.close();
    }
}
