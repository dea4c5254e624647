package io.keyvigil.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Twenty diagnoses a second, a scrape every 5 s, and thirty readers of the stream that come and go. */
final class SoakLoad implements AutoCloseable {

    private static final int READERS = 30;
    private static final long DIAGNOSIS_MILLIS = 50;
    private static final long SCRAPE_MILLIS = 5_000;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    private final ExecutorService readers = Executors.newFixedThreadPool(READERS);
    private final ScheduledExecutorService requests = Executors.newScheduledThreadPool(2);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String origin;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong scraped = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong streams = new AtomicLong();

    private SoakLoad(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    /** @param token one that the program accepts */
    static SoakLoad on(int port, String token) {
        SoakLoad load = new SoakLoad(port);
        load.requests.scheduleAtFixedRate(
                () -> load.diagnose(token), DIAGNOSIS_MILLIS, DIAGNOSIS_MILLIS, TimeUnit.MILLISECONDS);
        load.requests.scheduleAtFixedRate(load::scrape, SCRAPE_MILLIS, SCRAPE_MILLIS, TimeUnit.MILLISECONDS);
        IntStream.range(0, READERS)
                .forEach(number -> load.readers.execute(new StreamReader(port, number, load.streams)));
        return load;
    }

    private void diagnose(String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/diagnose"))
                .header("Accept", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(token))
                .build();
        count(request, "accepted", accepted);
    }

    private void scrape() {
        count(HttpRequest.newBuilder(URI.create(origin + "/metrics")).build(), "keyvigil_polls_total", scraped);
    }

    private void count(HttpRequest request, String expected, AtomicLong counter) {
        try {
            HttpResponse<String> answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .orTimeout(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS)
                    .join();
            (answer.body().contains(expected) ? counter : broken).incrementAndGet();
        } catch (RuntimeException failed) {
            broken.incrementAndGet();
        }
    }

    @Override
    public String toString() {
        return "%d diagnoses, %d scrapes, %d streams read, %d requests failed"
                .formatted(accepted.get(), scraped.get(), streams.get(), broken.get());
    }

    @Override
    public void close() {
        requests.shutdownNow();
        readers.shutdownNow();
    }
}
