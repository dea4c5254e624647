package io.keyvigil.real;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A service that gets good tokens of a realm several times a second: each time one that was just issued, and one that was
 * issued before the provider's change and has not expired.
 */
final class TokenTraffic implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(300);

    private final KeycloakRealm realm;
    private final RealValidator validator;
    private final String earlier;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final ScheduledFuture<?> ticks;

    /** Begins once the validator has fetched the keys, which it does just now. */
    TokenTraffic(KeycloakRealm realm, RealValidator validator, ScheduledExecutorService threads)
            throws IOException, InterruptedException {
        this.realm = realm;
        this.validator = validator;
        this.earlier = realm.accessToken();
        Answer first = Answer.of(validator, earlier);
        if (!first.accepted()) {
            throw new IllegalStateException(first.toString());
        }
        ticks = threads.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask() {
        try {
            answers.add(Answer.of(validator, realm.accessToken()));
            answers.add(Answer.of(validator, earlier));
        } catch (IOException unanswered) {
            // The provider issues no token at this moment, as between two of its keys.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When it first rejected one. */
    Optional<Instant> firstRejection() {
        return answers.stream()
                .filter(answer -> !answer.accepted())
                .map(Answer::answered)
                .findFirst();
    }

    int asked() {
        return answers.size();
    }

    @Override
    public void close() {
        ticks.cancel(true);
    }
}
