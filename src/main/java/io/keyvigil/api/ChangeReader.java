package io.keyvigil.api;

/** One connection that changes are streamed to. */
interface ChangeReader {

    /** Sends one event of the stream. Never blocks; what cannot be sent at once waits in a bounded buffer. */
    void send(String type, String json);

    /** Sends a comment, so that proxies keep the connection and a peer that is gone is noticed. */
    void beat();

    /** False where the peer is gone, or was dropped because it read too slowly. */
    boolean isOpen();

    void close();

    /** Whose place it takes; see {@link Caller#network}. */
    String caller();
}
