package io.keyvigil.provider;

import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Fetches over HTTP/1.1 and HTTP/2 with the JDK's client, and from files.
 *
 * <ol>
 *   <li>A document takes at most the deadline, including redirects and body, and has at most 1 MiB.
 *   <li>Both requests contain a tenant's headers; a request to another origin after a redirect does not.
 *   <li>A private CA replaces the platform's trust for its tenant.
 *   <li>A document is not parsed again after a response 304, or if it equals the previous one byte for byte.
 *   <li>It throws only for a header that cannot be sent ({@link IllegalArgumentException}) and for a defect.
 * </ol>
 *
 * <p>The caller is responsible for request rates, retries and back-off. The caller also sets the system properties of the
 * JDK's client, which apply to the whole process. {@code main} should set, before the first request:
 *
 * <ul>
 *   <li>{@code jdk.httpclient.keepalive.timeout=30} (seconds; 1,200 on Java 17): polls are minutes apart, and a load
 *       balancer drops an idle connection sooner
 *   <li>{@code jdk.httpclient.keepalive.timeout.h2=30}: the same for HTTP/2, from Java 20
 *   <li>{@code jdk.httpclient.connectionPoolSize=256}: maximum number of idle connections; unlimited by default
 * </ul>
 */
public final class HttpProviderClient implements ProviderClient {

    /** The deadline for a whole document, including redirects and body. */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Documents documents;
    private final KeyFile keyFile;

    /**
     * @param executor runs the steps of the HTTP client; must have threads that do not wait in {@link #fetch}
     * @param version the text after {@code keyvigil/} in {@code User-Agent}
     */
    public HttpProviderClient(Clock clock, Executor executor, String version) {
        this(clock, executor, version, DEADLINE);
    }

    /** Creates a client with another deadline per document. */
    public HttpProviderClient(Clock clock, Executor executor, String version, Duration deadline) {
        this(clock, executor, version, deadline, keySets(), HostNames.ofSystem(), AddressPolicy.ANY);
    }

    /** Fetches from addresses that the policy allows. */
    public HttpProviderClient(Clock clock, Executor executor, String version, AddressPolicy policy) {
        this(clock, executor, version, DEADLINE, keySets(), HostNames.ofSystem(), policy);
    }

    private static KeySetReading keySets() {
        return new KeySetReading(JwkSetParser::parse, JwkSetParser::parsePem);
    }

    HttpProviderClient(
            Clock clock,
            Executor executor,
            String version,
            Duration deadline,
            KeySetReading keySets,
            HostNames names,
            AddressPolicy policy) {
        HttpClients clients = new HttpClients(executor, names, deadline.dividedBy(2));
        RequestHeaders headers = new RequestHeaders("keyvigil/" + version);
        Exchanger exchanger = new Exchanger(clock, clients, headers, deadline, Redirect.MAXIMUM);
        this.documents = new Documents(exchanger, new MetadataReading(), keySets, policy);
        this.keyFile = new KeyFile(keySets);
    }

    @Override
    public FetchResult fetch(Tenant tenant, Known known, Round round) {
        return new Fetch(documents, keyFile, tenant, known, round).run();
    }
}
