package io.keyvigil.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that want the same few threads. */
class LaneTest {

    private final Clients clients = new Clients(100);
    private final Lane lane = new Lane("test", 1, 4);
    private final CountDownLatch ends = new CountDownLatch(1);

    @AfterEach
    void end() {
        ends.countDown();
    }

    @Test
    void oneAddressGetsHalfOfThePlaces() {
        // Given
        occupy("192.0.2.1");
        occupy("192.0.2.1");

        // When
        Optional<Executor> third = place("192.0.2.1");

        // Then
        assertThat(third).isEmpty();
        assertThat(place("192.0.2.2")).isPresent();
    }

    @Test
    void addressesOfOneNetworkAreOneCaller() {
        // Given
        occupy("2001:db8::1");
        occupy("2001:db8::2");

        // When
        Optional<Executor> third = place("2001:db8::3");

        // Then
        assertThat(third).isEmpty();
    }

    @Test
    void clientThatReadsNothingGivesItsPlaceToTheNext() {
        // Given
        EmbeddedChannel reader = occupy("192.0.2.1");
        reader.pipeline().addFirst(new NeverFlushing());
        reader.write("page");
        clients.pass(Duration.ofSeconds(2));
        occupy("192.0.2.1");

        // When
        boolean open = Clients.isOpen(reader);

        // Then
        assertThat(open).isFalse();
        assertThat(place("192.0.2.1")).isPresent();
    }

    @Test
    void placeIsGivenBackWhenTheTaskHasEnded() throws InterruptedException {
        // Given
        CountDownLatch given = new CountDownLatch(1);
        occupy("192.0.2.1");
        Executor second = lane.place(clients.connection(clients.connect("192.0.2.1")), given::countDown)
                .orElseThrow();
        second.execute(() -> {});

        // When
        ends.countDown();

        // Then
        assertThat(given.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(place("192.0.2.1")).isPresent();
    }

    /** The system of a client that reads nothing: no write completes. */
    private static final class NeverFlushing extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            // Kept for ever.
        }
    }

    private EmbeddedChannel occupy(String address) {
        EmbeddedChannel channel = clients.connect(address);
        lane.place(clients.connection(channel), () -> {}).orElseThrow().execute(this::untilTheEnd);
        return channel;
    }

    private Optional<Executor> place(String address) {
        return lane.place(clients.connection(clients.connect(address)), () -> {});
    }

    private void untilTheEnd() {
        try {
            ends.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
