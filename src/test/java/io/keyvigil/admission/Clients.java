package io.keyvigil.admission;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/** Clients of this test, and the time that passes for them. */
final class Clients {

    private final Connections connections;
    private long now;

    Clients(int limit) {
        connections = new Connections(limit, () -> now);
    }

    Connections connections() {
        return connections;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    /** Somebody connects. */
    EmbeddedChannel connect(String address) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 40_000);
            }
        };
        connections.of(channel);
        return channel;
    }

    Connection connection(EmbeddedChannel channel) {
        return connections.of(channel);
    }

    /** Whether it is still open when all has been done that was to be done. */
    static boolean isOpen(EmbeddedChannel channel) {
        channel.runPendingTasks();
        return channel.isOpen();
    }
}
