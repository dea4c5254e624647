package io.keyvigil.cli;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Settings of the platform's HTTP client and buffers that must be set before their first use. */
final class HttpClientSettings {

    /**
     * The seconds for which an idle connection is kept open. The default of 20 minutes would keep a socket open for every
     * provider.
     */
    private static final String KEEP_ALIVE_SECONDS = "30";

    private static final String MOST_IDLE_CONNECTIONS = "256";

    /**
     * The maximum size of the direct buffers that each thread caches for reads and writes. Without a limit it is that of the
     * largest file read.
     */
    private static final String MAX_CACHED_BUFFER_BYTES = "65536";

    private HttpClientSettings() {}

    /** Returns the threads that transfer bytes. They never wait for a response: a few are enough for any number of polls. */
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
        // A request to an address that was checked sets the Host header itself.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }
}
