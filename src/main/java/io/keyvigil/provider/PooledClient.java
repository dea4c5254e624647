package io.keyvigil.provider;

import java.net.http.HttpClient;

/**
 * A client of the JDK with its connection pool. Its connections cannot be closed individually.
 *
 * @param overHttp2 the origins that responded over HTTP/2: the pool may contain a connection to them
 */
record PooledClient(HttpClient http, RecentNames overHttp2) {

    PooledClient(HttpClient http) {
        this(http, new RecentNames());
    }

    void answered(Reply reply, HttpAddress address) {
        if (reply.overHttp2()) {
            overHttp2.add(address.uri().getRawAuthority());
        }
    }

    /**
     * Whether a request to that address may have timed out because its HTTP/2 connection is dead. Such a connection stays in
     * the pool. A connection of HTTP/1.1 is closed with the request.
     */
    boolean mayHoldDeadConnection(HttpAddress address) {
        return overHttp2.contains(address.uri().getRawAuthority());
    }
}
