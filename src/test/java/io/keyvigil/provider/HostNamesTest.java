package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.AMPLE;
import static io.keyvigil.provider.ProviderTesting.bare;
import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostNamesTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final HostNames names = new HostNames(this::lookUp);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        answered.countDown();
        callers.shutdownNow();
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        if (host.startsWith("slow")) {
            hanging.incrementAndGet();
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                hanging.decrementAndGet();
            }
        }
        if (host.startsWith("unknown")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Test
    void threeHundredNamesThatHangCostAnotherNameNothing() throws InterruptedException {
        // Given
        IntStream.range(0, 300).forEach(number -> begin("slow" + number + ".example"));
        await().atMost(AMPLE).until(() -> hanging.get() == 300);

        // When
        Optional<Flaw> flaw = flaw(names.resolve(address("healthy.example"), SHORT));

        // Then
        assertThat(flaw).isEmpty();
    }

    @Test
    void namesThatResolvedBeforeAreNotDelayedByAnyNumberThatHang() throws InterruptedException {
        // Given
        names.resolve(address("healthy.example"), AMPLE);
        IntStream.range(0, 600).forEach(number -> begin("slow" + number + ".example"));
        await().atMost(AMPLE).until(() -> hanging.get() == 512);

        // When
        Optional<Flaw> flaw = flaw(names.resolve(address("healthy.example"), SHORT));

        // Then
        assertThat(flaw).isEmpty();
        assertThat(hanging).hasValue(512);
    }

    @Test
    void slowNameCostsOneThreadForAllWhoWaitForIt() throws InterruptedException {
        // Given
        List<Optional<Flaw>> first = List.of(
                flaw(names.resolve(address("slow.example"), SHORT)),
                flaw(names.resolve(address("slow.example"), SHORT)),
                flaw(names.resolve(address("slow.example"), SHORT)));

        // When
        int inFlight = hanging.get();

        // Then
        assertThat(inFlight).isEqualTo(1);
        assertThat(first).allSatisfy(flaw -> assertThat(flaw)
                .hasValueSatisfying(some -> assertThat(some.reason()).isEqualTo(FetchFailure.DNS)));
    }

    @Test
    void nameThatAnswersLateIsUsedFromThenOn() throws InterruptedException {
        // Given
        names.resolve(address("slow.example"), SHORT);
        answered.countDown();
        await().atMost(AMPLE).until(() -> hanging.get() == 0);

        // When
        Optional<Flaw> flaw = flaw(names.resolve(address("slow.example"), AMPLE));

        // Then
        assertThat(flaw).isEmpty();
    }

    @Test
    void unknownNameFailsImmediately() throws InterruptedException {
        // When
        Optional<Flaw> flaw = flaw(names.resolve(address("unknown.example"), AMPLE));

        // Then
        assertThat(flaw).hasValueSatisfying(some -> {
            assertThat(some.reason()).isEqualTo(FetchFailure.DNS);
            assertThat(some.detail()).startsWith("the host name does not resolve: ");
        });
    }

    @Test
    void addressNeedsNoLookup() throws InterruptedException {
        // Given
        HostNames none = new HostNames(host -> {
            throw new UnknownHostException(host);
        });

        // When
        List<Optional<Flaw>> flaws = List.of(
                flaw(none.resolve(
                        HttpAddress.of("https://192.0.2.1:8443/keys").fold(some -> some, flaw -> null), SHORT)),
                flaw(none.resolve(
                        HttpAddress.of("https://[2001:db8::1]/keys").fold(some -> some, flaw -> null), SHORT)));

        // Then
        assertThat(flaws).containsOnly(Optional.empty());
    }

    @Test
    void fetchOfASlowNameEndsWithItsDeadlineAndSaysThatTheNameDidNotResolve() {
        // When
        FetchResult.Failed result =
                failed(client(SHORT, names).fetch(bare("http://slow.example/keys"), Known.NOTHING, new Round()));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.DNS);
        assertThat(result.detail()).isEqualTo("the host name did not resolve in time: http://slow.example/keys");
    }

    private void begin(String host) {
        callers.execute(() -> {
            try {
                names.resolve(address(host), AMPLE);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Optional<Flaw> flaw(Outcome<List<InetAddress>> outcome) {
        return outcome.fold(addresses -> Optional.empty(), Optional::of);
    }

    private static HttpAddress address(String host) {
        return HttpAddress.of("https://" + host + "/keys").fold(some -> some, flaw -> {
            throw new AssertionError(flaw);
        });
    }
}
