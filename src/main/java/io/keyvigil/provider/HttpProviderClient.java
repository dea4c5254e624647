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
 *   <li>A document takes at most the deadline, redirects and body included, and at most 1 MiB.
 *   <li>A tenant's headers go with both requests; a redirect to another origin does not get them.
 *   <li>A private CA replaces the platform's trust for its tenant.
 *   <li>What is answered 304, or is octet by octet the same as before, is not read again.
 *   <li>Only a header that cannot be sent ({@link IllegalArgumentException}) and a defect make it throw.
 * </ol>
 *
 * <p>It leaves the pace, the retries and the back-off to others, and so the system properties of the JDK's client, which
 * are of the whole process. {@code main} should set, before the first request:
 *
 * <ul>
 *   <li>{@code jdk.httpclient.keepalive.timeout=30} (seconds; 1,200 on Java 17): polls are minutes apart, and a load
 *       balancer forgets an idle connection sooner
 *   <li>{@code jdk.httpclient.keepalive.timeout.h2=30}: the same for HTTP/2, from Java 20
 *   <li>{@code jdk.httpclient.connectionPoolSize=256}: connections kept open at most; no bound by default
 * </ul>
 */
public final class HttpProviderClient implements ProviderClient {

    /** For a whole document, redirects and body included. */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Documents documents;
    private final KeyFile keyFile;

    /**
     * @param executor runs the HTTP client's steps; not one whose threads all wait in {@link #fetch}
     * @param version what follows {@code keyvigil/} in {@code User-Agent}
     */
    public HttpProviderClient(Clock clock, Executor executor, String version) {
        this(clock, executor, version, DEADLINE);
    }

    /** With another deadline for each document. */
    public HttpProviderClient(Clock clock, Executor executor, String version, Duration deadline) {
        this(clock, executor, version, deadline, keySets(), HostNames.ofSystem(), AddressPolicy.ANY);
    }

    /** At the addresses that the policy allows. */
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
