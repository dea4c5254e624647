package io.keyvigil.admission;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * A client's connection: whose turn it is, since when, and for how long the client has left bytes unread. It is first in its
 * channel's pipeline. The event loop writes, other threads read.
 */
public final class Connection extends ChannelDuplexHandler {

    static final AttributeKey<Connection> KEY = AttributeKey.valueOf("keyvigil.connection");

    private static final int NETWORK_BYTES = 8;

    /** Who has to act next. */
    enum Turn {
        /** The client may begin a request. */
        IDLE,
        /** The client has begun a request and has to complete it. */
        RECEIVING,
        /** Keyvigil has to answer. */
        ANSWERING
    }

    private final Connections all;
    private final Channel channel;
    private final StallMeter stall;
    private volatile Turn turn = Turn.IDLE;
    private volatile long since;
    private volatile boolean unread = true;

    Connection(Connections all, Channel channel) {
        this.all = all;
        this.channel = channel;
        this.since = all.now();
        this.stall = new StallMeter(since);
    }

    /** The head of a request is complete. */
    public void begun() {
        if (turn != Turn.RECEIVING) {
            turnTo(Turn.RECEIVING);
        }
    }

    /** The request is complete. */
    public void received() {
        turnTo(Turn.ANSWERING);
    }

    /** The answer is complete. */
    public void answered() {
        turnTo(Turn.IDLE);
    }

    /** How long the client may still take to complete its request; not negative. */
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, Connections.REQUEST_DEADLINE.toNanos() - (all.now() - since)));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        all.opened(this);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        all.closed(this);
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (turn == Turn.IDLE) {
            turnTo(Turn.RECEIVING);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        stall.writing(all.now());
        context.write(bytes, promise.unvoid()).addListener(written -> stall.written(all.now()));
    }

    boolean isOverdue() {
        long waited = all.now() - since;
        return stalled() > Connections.READ_DEADLINE.toNanos()
                || turn == Turn.IDLE && waited > Connections.IDLE_DEADLINE.toNanos()
                || turn == Turn.RECEIVING
                        && waited
                                > Connections.REQUEST_DEADLINE
                                        .plus(Connections.GRACE)
                                        .toNanos();
    }

    /** Whether it waits for the client, and can be closed without losing an answer that is under way. */
    boolean waitsForClient() {
        return turn != Turn.ANSWERING;
    }

    boolean isReceiving() {
        return turn == Turn.RECEIVING;
    }

    /** Nothing of it has been read. */
    boolean isUnread() {
        return unread;
    }

    long since() {
        return since;
    }

    /** Nanoseconds for which the client left bytes unread, less the time for which it left none. */
    long stalled() {
        return stall.nanos(all.now());
    }

    /** The address without the port; of IPv6 the network (RFC 4291 section 2.5.4), since one client has all of its addresses. */
    Object caller() {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote) || remote.getAddress() == null) {
            return "";
        }
        byte[] address = remote.getAddress().getAddress();
        return ByteBuffer.wrap(Arrays.copyOf(address, Math.min(address.length, NETWORK_BYTES)));
    }

    /**
     * Closes it as it is: an orderly end would wait until the client has read what is on its way. The caller does not wait: those
     * who hear of the end hold locks of their own.
     */
    void cut() {
        channel.eventLoop().execute(channel::close);
    }

    private void turnTo(Turn next) {
        unread = false;
        since = all.now();
        turn = next;
    }
}
