package io.keyvigil.api;

/** One connection that receives the changes. */
interface ChangeReader {

    /** Sends one event of the stream. Never blocks; pending events wait in a bounded buffer. */
    void send(String type, String json);

    /** Sends a comment. It keeps the connection open in proxies and detects a closed peer. */
    void beat();

    /** Whether the connection is open: false if the peer has closed it, or was dropped because it read too slowly. */
    boolean isOpen();

    void close();

    /** Returns the caller whose slot it uses; see {@link Caller#network}. */
    String caller();
}
