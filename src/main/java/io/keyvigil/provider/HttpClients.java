package io.keyvigil.provider;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/**
 * Keeps one HTTP client for the trust of the platform, and one for each file of a private CA.
 *
 * <ol>
 *   <li>A file is read again when its time of modification or its size changes.
 *   <li>At most {@link #MAXIMUM} clients of private CAs are kept: the most recently used ones.
 *   <li>A discarded client finishes its requests; its connections close afterwards.
 * </ol>
 */
final class HttpClients {

    static final int MAXIMUM = 64;

    private static final float LOAD_FACTOR = 0.75f;

    private record Trusting(String stamp, PooledClient client) {}

    private final Executor executor;
    private final GuardedRoute route;
    private final Duration connectTimeout;
    private final Map<Path, Trusting> byCa = new LinkedHashMap<>(MAXIMUM, LOAD_FACTOR, true);
    private Optional<PooledClient> common = Optional.empty();

    HttpClients(Executor executor, HostNames names, Duration connectTimeout) {
        this.executor = executor;
        this.route = new GuardedRoute(names);
        this.connectTimeout = connectTimeout;
    }

    GuardedRoute route() {
        return route;
    }

    synchronized Outcome<PooledClient> trusting(Optional<Path> ca) {
        if (ca.isPresent()) {
            return PrivateCa.stamp(ca.get()).then(stamp -> trusting(ca.get(), stamp));
        }
        PooledClient client = common.orElseGet(() -> new PooledClient(builder().build()));
        common = Optional.of(client);
        return Outcome.of(client);
    }

    private Outcome<PooledClient> trusting(Path ca, String stamp) {
        Trusting known = byCa.get(ca);
        if (known != null && known.stamp().equals(stamp)) {
            return Outcome.of(known.client());
        }
        return PrivateCa.read(ca).map(context -> keep(ca, stamp, context));
    }

    private PooledClient keep(Path ca, String stamp, SSLContext context) {
        PooledClient client = new PooledClient(builder().sslContext(context).build());
        byCa.put(ca, new Trusting(stamp, client));
        if (byCa.size() > MAXIMUM) {
            byCa.remove(byCa.keySet().iterator().next());
        }
        return client;
    }

    /** Discards a client whose pooled connections may be dead without notice. */
    synchronized void forget(PooledClient client) {
        common = common.filter(kept -> kept != client);
        byCa.values().removeIf(kept -> kept.client() == client);
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_2);
    }
}
