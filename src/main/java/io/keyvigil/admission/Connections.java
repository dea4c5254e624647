package io.keyvigil.admission;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * All connections of clients.
 *
 * <ol>
 *   <li>At most {@link #limit()} are open, for half a second twice as many. Of more, those that have kept Keyvigil waiting longest
 *       are closed.
 *   <li>A request, head and body, has {@link #REQUEST_DEADLINE} from its first byte.
 *   <li>A connection without a request is closed after {@link #IDLE_DEADLINE}.
 *   <li>A client that leaves an answer unread for {@link #READ_DEADLINE} is cut off.
 * </ol>
 */
public final class Connections {

    static final Duration REQUEST_DEADLINE = Duration.ofSeconds(10);
    static final Duration IDLE_DEADLINE = Duration.ofSeconds(60);
    static final Duration READ_DEADLINE = Duration.ofSeconds(10);

    /** For the problem document that a request past its deadline is answered with. */
    static final Duration GRACE = Duration.ofSeconds(1);

    /** Proper clients send a request faster than this. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** A busy machine reads a new connection sooner than this. */
    private static final Duration UNREAD = Duration.ofSeconds(5);

    /** A flood is sorted out when the first bytes of its connections are read. */
    private static final int BURST = 2;

    private static final int MIN_LIMIT = 256;
    private static final int MAX_LIMIT = 2_048;
    /** Of heap, for each connection. */
    private static final int BYTES = 128 * 1024;

    private static volatile Optional<Connections> ofProcess = Optional.empty();

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanoTime;
    private final int limit;

    Connections(int limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** Watches every connection that is opened from now on. To be called before the port is bound. */
    public static Connections ofProcess() {
        Connections connections = new Connections(HeapShare.of(BYTES, MIN_LIMIT, MAX_LIMIT), System::nanoTime);
        ofProcess = Optional.of(connections);
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        return connections;
    }

    static void opening(Channel channel) {
        ofProcess.ifPresent(connections -> connections.of(channel));
    }

    /** The connection on this channel. It is watched from now on at the latest. */
    public Connection of(Channel channel) {
        Connection known = channel.attr(Connection.KEY).get();
        if (known != null) {
            return known;
        }
        Connection connection = new Connection(this, channel);
        channel.attr(Connection.KEY).set(connection);
        channel.pipeline().addFirst(connection);
        if (channel.isActive()) {
            opened(connection);
        }
        return connection;
    }

    /** Closes every connection past its deadline. To be called about twice per second. */
    public void sweep() {
        open.stream().filter(Connection::isOverdue).forEach(Connection::cut);
        for (int excess = open.size() - limit; excess > 0; excess--) {
            closeOne();
        }
    }

    public int limit() {
        return limit;
    }

    int count() {
        return open.size();
    }

    void opened(Connection added) {
        open.add(added);
        if (open.size() > BURST * limit) {
            closeOne();
        }
    }

    private void closeOne() {
        open.stream()
                .filter(Connection::waitsForClient)
                .min(Comparator.comparingInt(this::worth).thenComparingLong(Connection::since))
                .ifPresent(this::give);
    }

    /**
     * A proper client's new connection carries a complete request when it is read first, and is then of no interest here. So
     * requests that stay incomplete go first, and in a flood of new connections those that have been read.
     */
    private int worth(Connection connection) {
        long waited = now() - connection.since();
        if (connection.isReceiving() && waited > PROMPT.toNanos()) {
            return 0;
        }
        if (waited > UNREAD.toNanos()) {
            return 1;
        }
        return connection.isUnread() ? 3 : 2;
    }

    private void give(Connection longest) {
        closed(longest);
        longest.cut();
    }

    void closed(Connection connection) {
        open.remove(connection);
    }

    long now() {
        return nanoTime.getAsLong();
    }
}
