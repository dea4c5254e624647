package io.keyvigil.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reader of server-sent events. Writes to the connection directly: the framework's writer resets the response of a reader that
 * disconnected, which fails with a stack trace. At most {@value #MOST_UNSENT} events wait for the connection. If more are
 * pending, the reader is too slow: it gets no further events, and its connection is closed.
 */
final class EventStreamReader implements ChangeReader {

    static final int MOST_UNSENT = 256;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile boolean dropped;

    /** @param request the request whose response becomes the stream */
    EventStreamReader(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    }

    @Override
    public void send(String type, String json) {
        write("event:" + type + "\ndata:" + json + "\n\n");
    }

    @Override
    public void beat() {
        write(":beat\n\n");
    }

    private void write(String text) {
        if (!isOpen()) {
            return;
        }
        if (unsent.incrementAndGet() > MOST_UNSENT) {
            dropped = true;
            cut();
            return;
        }
        try {
            response.write(text).onComplete(taken -> unsent.decrementAndGet());
        } catch (IllegalStateException closedMeanwhile) {
            dropped = true;
        }
    }

    /**
     * Closes the connection without waiting: a regular close waits until the peer has read the pending data, which it does not
     * do.
     */
    private void cut() {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().close();
        }
    }

    @Override
    public boolean isOpen() {
        return !dropped && !response.ended() && !response.closed();
    }

    @Override
    public String caller() {
        return Caller.network(request);
    }

    @Override
    public void close() {
        if (isOpen()) {
            dropped = true;
            response.end();
        }
    }
}
