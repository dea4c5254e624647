package io.keyvigil.notify;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts over HTTP/1.1, with the platform's trust.
 *
 * <ol>
 *   <li>An attempt including the body of the response, which is discarded, takes at most the deadline.
 *   <li>No redirect is followed: a body is sent to the configured address only.
 *   <li>Only scheme, host and port of the address are shown: its path or query may contain a token.
 * </ol>
 */
final class HttpDeliveryClient implements DeliveryClient {

    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int REDIRECTION = 3;
    private static final int SUCCESS = 2;
    private static final int SERVER_ERROR = 5;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http;
    private final Clock clock;
    private final String userAgent;
    private final Duration deadline;

    HttpDeliveryClient(Clock clock, Executor executor, String version, Duration deadline) {
        this.clock = clock;
        this.userAgent = "keyvigil/" + version;
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(deadline.dividedBy(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public DeliveryResult post(Message message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(message.uri())
                .header("Content-Type", message.contentType())
                .header("User-Agent", userAgent)
                .POST(HttpRequest.BodyPublishers.ofString(message.body()));
        message.headers().forEach(request::header);
        CompletableFuture<HttpResponse<Void>> response =
                http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            return judged(response.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            response.cancel(true);
            return DeliveryResult.failed(
                    DeliveryFailure.TIMEOUT, "no whole answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException failed) {
            return NetworkFailure.of(failed.getCause());
        } catch (InterruptedException stopping) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return DeliveryResult.failed(DeliveryFailure.CONNECTION_LOST, "given up while shutting down");
        }
    }

    private DeliveryResult judged(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / 100 == SUCCESS) {
            return DeliveryResult.TAKEN;
        }
        return new DeliveryResult(
                Optional.of(failure(status)),
                "status " + status,
                response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.of(text, clock.instant())));
    }

    private static DeliveryFailure failure(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return DeliveryFailure.TOO_MANY_REQUESTS;
        }
        if (status / 100 == SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_EARLY) {
            return DeliveryFailure.STATUS;
        }
        return status / 100 == REDIRECTION ? DeliveryFailure.REDIRECTED : DeliveryFailure.REFUSED;
    }

    /** Scheme, host and port. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
