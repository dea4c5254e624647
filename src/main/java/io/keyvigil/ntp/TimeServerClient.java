package io.keyvigil.ntp;

import java.util.function.Consumer;

/** Asks one time server one time. */
@FunctionalInterface
interface TimeServerClient {

    /**
     * Returns at once.
     *
     * @param server as {@link ServerAddress} reads it
     * @param attempt how many requests failed before
     * @param listener told exactly once, from any thread, whatever becomes of the request
     */
    void ask(String server, int attempt, Consumer<NtpResult> listener);
}
