package io.keyvigil.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reader of server-sent events. Writes to the connection itself: the framework's writer resets the response of a reader that
 * left, which fails with a stack trace. At most {@value #MOST_UNSENT} events wait for the connection to take them. If there
 * would be more, the reader is too slow: it gets no more events, and its connection is cut.
 */
final class EventStreamReader implements ChangeReader {

    static final int MOST_UNSENT = 256;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile boolean dropped;

    /** @param request the one whose response becomes the stream */
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

    /** An orderly end would wait until the peer has read what is on its way, which is what it does not do. */
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
