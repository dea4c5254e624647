package io.keyvigil.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that keep Keyvigil waiting. */
class ConnectionsTest {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Clients clients = new Clients(2);

    @Test
    void headThatIsNotCompleteWithinTheDeadlineEndsTheConnection() {
        // Given
        EmbeddedChannel slow = clients.connect("192.0.2.1");
        for (int second = 0; second < 12; second++) {
            slow.writeInbound(Unpooled.wrappedBuffer(new byte[] {'a'}));
            clients.pass(TICK);
        }

        // When
        clients.connections().sweep();

        // Then
        assertThat(Clients.isOpen(slow)).isFalse();
    }

    @Test
    void requestUnderWayIsNotClosed() {
        // Given
        EmbeddedChannel waiting = clients.connect("192.0.2.1");
        clients.connection(waiting).begun();
        clients.connection(waiting).received();
        clients.pass(Duration.ofMinutes(5));

        // When
        clients.connections().sweep();

        // Then
        assertThat(Clients.isOpen(waiting)).isTrue();
    }

    @Test
    void connectionWithoutARequestIsClosedAfterAMinute() {
        // Given
        EmbeddedChannel idle = clients.connect("192.0.2.1");
        clients.connection(idle).received();
        clients.connection(idle).answered();
        clients.pass(Duration.ofSeconds(61));

        // When
        clients.connections().sweep();

        // Then
        assertThat(Clients.isOpen(idle)).isFalse();
    }

    @Test
    void oneTooManyClosesTheOneThatHasWaitedLongest() {
        // Given
        EmbeddedChannel longest = clients.connect("192.0.2.1");
        clients.pass(TICK.multipliedBy(6));
        EmbeddedChannel second = clients.connect("192.0.2.2");
        EmbeddedChannel third = clients.connect("192.0.2.3");

        // When
        clients.connections().sweep();

        // Then
        assertThat(Clients.isOpen(longest)).isFalse();
        assertThat(Clients.isOpen(second)).isTrue();
        assertThat(Clients.isOpen(third)).isTrue();
    }

    @Test
    void floodClosesBeginningsOfRequestsBeforeThoseThatWereNotReadYet() {
        // Given
        EmbeddedChannel probe = clients.connect("192.0.2.1");
        EmbeddedChannel flood = clients.connect("192.0.2.2");
        flood.writeInbound(Unpooled.wrappedBuffer(new byte[] {'a'}));
        EmbeddedChannel more = clients.connect("192.0.2.2");

        // When
        clients.connections().sweep();

        // Then
        assertThat(Clients.isOpen(probe)).isTrue();
        assertThat(Clients.isOpen(flood)).isFalse();
        assertThat(Clients.isOpen(more)).isTrue();
    }

    @Test
    void closedConnectionsMakeRoom() {
        // Given
        EmbeddedChannel gone = clients.connect("192.0.2.1");

        // When
        gone.close();
        gone.runPendingTasks();

        // Then
        assertThat(clients.connections().count()).isZero();
    }
}
