package io.keyvigil.provider;

import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.jose.JwkSetReading.SetFlaw;
import io.keyvigil.tenant.HeaderValue;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Tenants and clients for the tests of this package, with a key set reader that only looks at the outside. */
final class ProviderTesting {

    static final Duration AMPLE = Duration.ofSeconds(10);

    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "http-client");
        thread.setDaemon(true);
        return thread;
    });

    private ProviderTesting() {}

    static HttpProviderClient client() {
        return client(AMPLE);
    }

    static HttpProviderClient client(Duration deadline) {
        return client(deadline, HostNames.ofSystem());
    }

    static HttpProviderClient client(Duration deadline, HostNames names) {
        return client(deadline, names, AddressPolicy.ANY);
    }

    static HttpProviderClient client(Duration deadline, HostNames names, AddressPolicy policy) {
        return new HttpProviderClient(Clock.systemUTC(), THREADS, "1.2.3", deadline, keySets(), names, policy);
    }

    /** What a text is, is told by how it begins; the text stands in for its keys. */
    static KeySetReading keySets() {
        return new KeySetReading(ProviderTesting::read, pem -> readable("pem"));
    }

    private static JwkSetReading read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!text.startsWith("{")) {
            return new JwkSetReading.Unreadable(SetFlaw.NOT_JSON, "not JSON");
        }
        return text.contains("\"keys\"")
                ? readable(text)
                : new JwkSetReading.Unreadable(SetFlaw.NOT_A_KEY_SET, "no keys");
    }

    private static JwkSetReading readable(String text) {
        return new JwkSetReading.Readable(new JwkSet(List.of()), List.of(text));
    }

    static Tenant discovering(String uri) {
        return tenant(new KeySource.Discovery(uri), Map.of(), Optional.empty());
    }

    static Tenant bare(String uri) {
        return tenant(new KeySource.JwksUri(uri), Map.of(), Optional.empty());
    }

    static Tenant tenant(KeySource source, Map<String, String> headers, Optional<Path> ca) {
        return sending(
                source,
                headers.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                header -> new HeaderValue(Optional.of(header.getValue()), Optional.empty()))),
                ca);
    }

    static Tenant sending(KeySource source, Map<String, HeaderValue> headers, Optional<Path> ca) {
        return new Tenant(
                new TenantId("contoso"),
                source,
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(),
                Optional.empty(),
                Tenant.DEFAULT_POLL_EVERY,
                Tenant.DEFAULT_TOKEN_LIFETIME,
                headers,
                ca,
                Optional.empty(),
                List.of());
    }

    static FetchResult fetch(Tenant tenant) {
        return client().fetch(tenant, Known.NOTHING, new Round());
    }

    static FetchResult.Failed failed(FetchResult result) {
        return result.fold(
                fetched -> {
                    throw new AssertionError(fetched);
                },
                unchanged -> {
                    throw new AssertionError(unchanged);
                },
                failed -> failed);
    }

    static FetchResult.Fetched fetched(FetchResult result) {
        return result.fold(
                fetched -> fetched,
                unchanged -> {
                    throw new AssertionError(unchanged);
                },
                failed -> {
                    throw new AssertionError(failed);
                });
    }

    /** What a fetch leaves behind for the next one. */
    static Known known(FetchResult.Fetched fetched) {
        return new Known(
                fetched.metadata(),
                fetched.discovery().map(Exchange::validators).orElse(Validators.NONE),
                fetched.jwks().map(Exchange::uri),
                fetched.jwks().map(Exchange::validators).orElse(Validators.NONE),
                fetched.document().map(JwksDocument::sha256));
    }
}
