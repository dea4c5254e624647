package io.keyvigil.cli;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Settings of the platform's HTTP client and buffers that can only be made before they are used. */
final class HttpClientSettings {

    /** Seconds that an idle connection is kept. The default of 20 minutes would hold a socket for every provider. */
    private static final String KEEP_ALIVE_SECONDS = "30";

    private static final String MOST_IDLE_CONNECTIONS = "256";

    /** Each thread keeps direct buffers for its reads and writes up to this size; without a bound, up to the largest file read. */
    private static final String MAX_CACHED_BUFFER_BYTES = "65536";

    private HttpClientSettings() {}

    /** The threads that move octets; they never wait for an answer, so a few are enough for any number of polls. */
    static Executor executor() {
        return Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), task -> {
            Thread thread = new Thread(task, "http-client");
            thread.setDaemon(true);
            return thread;
        });
    }

    static void apply() {
        System.setProperty("jdk.httpclient.keepalive.timeout", KEEP_ALIVE_SECONDS);
        System.setProperty("jdk.httpclient.keepalive.timeout.h2", KEEP_ALIVE_SECONDS);
        System.setProperty("jdk.httpclient.connectionPoolSize", MOST_IDLE_CONNECTIONS);
        System.setProperty("jdk.nio.maxCachedBufferSize", MAX_CACHED_BUFFER_BYTES);
        // A request to an address that was checked names its host itself.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }
}
