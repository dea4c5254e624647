package io.keyvigil.api;

import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reader of server-sent events. At most {@value #MOST_UNSENT} events wait for its connection to take them; where there
 * would be more it reads too slowly, is sent nothing any more, and its connection is cut.
 */
final class EventStreamReader implements ChangeReader {

    static final int MOST_UNSENT = 256;

    private final MultiEmitter<? super OutboundSseEvent> stream;
    private final Sse events;
    private final HttpServerRequest request;
    private final AtomicInteger unsent;
    private volatile boolean dropped;

    /** @param unsent how many events wait; counted down by whoever takes one */
    EventStreamReader(
            MultiEmitter<? super OutboundSseEvent> stream,
            Sse events,
            HttpServerRequest request,
            AtomicInteger unsent) {
        this.stream = stream;
        this.events = events;
        this.request = request;
        this.unsent = unsent;
    }

    @Override
    public void send(String type, String json) {
        send(events.newEventBuilder().name(type).data(json).build());
    }

    @Override
    public void beat() {
        send(events.newEventBuilder().comment("beat").build());
    }

    private void send(OutboundSseEvent event) {
        if (!isOpen()) {
            return;
        }
        if (unsent.incrementAndGet() > MOST_UNSENT) {
            dropped = true;
            cut();
        } else {
            stream.emit(event);
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
        return !dropped && !stream.isCancelled();
    }

    @Override
    public String caller() {
        return Caller.network(request);
    }

    @Override
    public void close() {
        stream.complete();
    }
}
