package io.keyvigil.cli;

/** Settings of the platform's HTTP client that can only be made before it is used. */
final class HttpClientSettings {

    /** Seconds that an idle connection is kept. The default of 20 minutes would hold a socket for every provider. */
    private static final String KEEP_ALIVE_SECONDS = "30";

    private HttpClientSettings() {}

    static void apply() {
        System.setProperty("jdk.httpclient.keepalive.timeout", KEEP_ALIVE_SECONDS);
    }
}
