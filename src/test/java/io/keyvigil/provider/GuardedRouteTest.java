package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.AMPLE;
import static io.keyvigil.provider.ProviderTesting.bare;
import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.discovering;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.FakeProvider;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedRouteTest {

    private final Map<String, List<String>> zone = new ConcurrentHashMap<>(Map.of(
            "public.example", List.of("93.184.216.34"),
            "cdn.example", List.of("2606:4700::1111"),
            "inside.example", List.of("10.0.0.7"),
            "mixed.example", List.of("93.184.216.34", "169.254.169.254"),
            // The JDK's client resolves it by itself, and so reaches the provider of the test.
            "localhost", List.of("93.184.216.34")));
    private final HostNames names = new HostNames(this::lookUp);
    private final GuardedRoute route = new GuardedRoute(names);
    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "inside.example", "mixed.example"})
    void issuerThatACallerChoseIsNotAskedAtAPrivateAddress(String host) {
        // Given
        String issuer = provider.issuer().replace("127.0.0.1", host);

        // When
        FetchResult result = client(AMPLE, names, AddressPolicy.PUBLIC)
                .fetch(discovering(issuer + FakeProvider.DISCOVERY), Known.NOTHING, new Round());

        // Then
        assertThat(reason(result)).isEqualTo(FetchFailure.ADDRESS_REFUSED);
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void jwksUriOfAPublicIssuerIsNotFetchedFromAPrivateAddress() {
        // Given
        provider.discover(onLocalhost(provider.issuer()), provider.jwksUri());

        // When
        FetchResult result = fetch(discovering(onLocalhost(provider.discoveryUri())));

        // Then
        assertThat(reason(result)).isEqualTo(FetchFailure.ADDRESS_REFUSED);
        assertThat(provider.requests()).containsOnlyKeys(FakeProvider.DISCOVERY);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeProvider.DISCOVERY, FakeProvider.JWKS})
    void redirectOfAPublicIssuerDoesNotLeadToAPrivateAddress(String from) {
        // Given
        provider.discover(onLocalhost(provider.issuer()), onLocalhost(provider.jwksUri()));
        provider.redirect(from, provider.issuer() + "/inside");

        // When
        FetchResult result = fetch(discovering(onLocalhost(provider.discoveryUri())));

        // Then
        assertThat(reason(result)).isEqualTo(FetchFailure.ADDRESS_REFUSED);
        assertThat(provider.requests()).doesNotContainKey("/inside");
    }

    @Test
    void redirectOfAKnownPublicKeySetDoesNotLeadToAPrivateAddress() {
        // Given
        provider.redirect(FakeProvider.JWKS, provider.issuer() + "/inside");

        // When
        FetchResult result = fetch(bare(onLocalhost(provider.jwksUri())));

        // Then
        assertThat(reason(result)).isEqualTo(FetchFailure.ADDRESS_REFUSED);
        assertThat(provider.requests()).doesNotContainKey("/inside");
    }

    @Test
    void jwksUriOfAPrivateIssuerIsFetchedFromAnotherPrivateHost() {
        // Given
        zone.put("localhost", List.of("127.0.0.1"));
        provider.discover(provider.issuer(), onLocalhost(provider.jwksUri()));

        // When
        FetchResult result = fetch(discovering(provider.discoveryUri()));

        // Then
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public.example", "cdn.example"})
    void requestOverHttpGoesToTheAddressThatWasChecked(String host) throws InterruptedException {
        // Given
        HttpAddress address = address("http://" + host + ":8080/a/b?c=d");

        // When
        HttpRequest routed = routed(address, Reach.PUBLIC).fold(request -> request, flaw -> {
            throw new AssertionError(flaw);
        });

        // Then
        assertThat(routed.uri().getHost()).doesNotContain("example");
        assertThat(routed.uri().toString()).endsWith(":8080/a/b?c=d");
        assertThat(routed.headers().firstValue("Host")).contains(host + ":8080");
    }

    @Test
    void requestOverHttpsKeepsItsNameForTheCertificate() throws InterruptedException {
        // Given
        HttpAddress address = address("https://public.example/keys");

        // When
        Outcome<HttpRequest> routed = routed(address, Reach.PUBLIC);

        // Then
        assertThat(routed.map(HttpRequest::uri)).isEqualTo(Outcome.of(address.uri()));
    }

    @Test
    void issuerThatWasPublicOnceDoesNotBecomePrivate() throws InterruptedException {
        // Given
        HttpAddress issuer = address("https://public.example/");
        routed(issuer, Reach.asPublicAs(issuer));
        zone.put("public.example", List.of("10.0.0.1"));

        // When
        Outcome<HttpRequest> routed = routed(address("http://inside.example/keys"), Reach.asPublicAs(issuer));

        // Then
        assertThat(routed.fold(request -> null, Flaw::reason)).isEqualTo(FetchFailure.ADDRESS_REFUSED);
    }

    @Test
    void issuerThatDoesNotResolveAnyMoreCountsAsPublic() throws InterruptedException {
        // Given
        HttpAddress issuer = address("https://gone.example/");

        // When
        Outcome<HttpRequest> routed = routed(address("http://inside.example/keys"), Reach.asPublicAs(issuer));

        // Then
        assertThat(routed.fold(request -> null, Flaw::reason)).isEqualTo(FetchFailure.ADDRESS_REFUSED);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        List<String> addresses = zone.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        InetAddress[] found = new InetAddress[addresses.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses.get(i));
        }
        return found;
    }

    private FetchResult fetch(Tenant tenant) {
        return client(AMPLE, names, AddressPolicy.PUBLIC_STAYS_PUBLIC).fetch(tenant, Known.NOTHING, new Round());
    }

    private Outcome<HttpRequest> routed(HttpAddress address, Reach reach) throws InterruptedException {
        return route.of(HttpRequest.newBuilder(address.uri()).build(), address, reach, AMPLE);
    }

    private static FetchFailure reason(FetchResult result) {
        return ((FetchResult.Failed) result).reason();
    }

    private static String onLocalhost(String address) {
        return address.replace("127.0.0.1", "localhost");
    }

    private static HttpAddress address(String text) {
        return HttpAddress.of(text).fold(known -> known, flaw -> {
            throw new AssertionError(flaw);
        });
    }
}
