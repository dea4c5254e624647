package io.keyvigil.real;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets every {@link AlertedRotation} happen, most of them at the same time, each before a jose4j that gets tokens of Keycloak
 * meanwhile and has fetched the keys just before. The scheduled one follows the others, since Keyvigil learns the lead from a
 * rotation before.
 */
final class RotationPlay implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int THREADS = 12;
    private static final int BITS = 2048;
    private static final int OTHER_BITS = 3072;
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final AlertStage stage;

    RotationPlay(AlertStage stage) {
        this.stage = stage;
    }

    @FunctionalInterface
    private interface Change {
        /** Gives the moment from which is counted. */
        Instant begin(KeycloakRealm realm) throws Exception;
    }

    /** To the end of all that comes of them. */
    List<RotationResult> play() throws Exception {
        Future<Instant> rehearsed =
                threads.submit(() -> announce(stage.realm(AlertedRotation.SCHEDULED), "second", 200));
        List<Future<RotationResult>> together = List.of(
                submit(AlertedRotation.ANNOUNCED, realm -> announce(realm, "next", 200)),
                submit(AlertedRotation.AT_ONCE, realm -> {
                    Instant now = Instant.now();
                    realm.addRsaKey("next", 200, BITS);
                    return now;
                }),
                submit(AlertedRotation.NO_OVERLAP, realm -> {
                    String key = realm.keyProvider("rsa-generated");
                    Instant now = Instant.now();
                    realm.resize(key, OTHER_BITS);
                    return now;
                }),
                submit(AlertedRotation.DELETED_EARLY, this::deleteEarly));
        List<RotationResult> results = new ArrayList<>();
        for (Future<RotationResult> each : together) {
            results.add(each.get());
        }
        diagnose();
        Instant rehearsalIsOver =
                rehearsed.get().plus(AlertedRotation.LONG_LIFE).plusSeconds(4);
        at(rehearsalIsOver, () -> {
            stage.nameConsumerOfScheduled();
            return rehearsalIsOver;
        });
        results.add(1, measure(AlertedRotation.SCHEDULED, realm -> announce(realm, "third", 300)));
        return results;
    }

    private Future<RotationResult> submit(AlertedRotation rotation, Change change) {
        return threads.submit(() -> measure(rotation, change));
    }

    private RotationResult measure(AlertedRotation rotation, Change change) throws Exception {
        KeycloakRealm realm = stage.realm(rotation);
        RealValidator validator = Jose4jValidator.keepingFor(rotation.life(), realm.jwksUri());
        try (TokenTraffic traffic = new TokenTraffic(realm, validator, threads)) {
            Instant began = change.begin(realm);
            await(rotation.title())
                    .atMost(LONGEST)
                    .until(() -> traffic.firstRejection().isPresent()
                            && rotation.subjects().stream()
                                    .allMatch(subject ->
                                            stage.inbox().fired(subject).isPresent()));
            return new RotationResult(rotation, began, traffic.firstRejection(), traffic.asked());
        }
    }

    private void awaitAll(AlertedRotation rotation, TokenTraffic traffic) {
        try {
            await(rotation.title())
                    .atMost(LONGEST)
                    .until(() -> traffic.firstRejection().isPresent()
                            && rotation.subjects().stream()
                                    .allMatch(subject ->
                                            stage.inbox().fired(subject).isPresent()));
        } catch (ConditionTimeoutException incomplete) {
            // The table tells what did not come.
        }
    }

    /** Publishes a key that does not sign before the lead is over. */
    private Instant announce(KeycloakRealm realm, String label, int priority) throws Exception {
        Instant began = Instant.now();
        String key = realm.addPassiveRsaKey(label, priority, BITS);
        return at(Instant.now().plus(AlertedRotation.LEAD), () -> {
            realm.set(key, "active", true);
            return began;
        });
    }

    /** The successor was there from the first, and signs for a while before the old key goes. */
    private Instant deleteEarly(KeycloakRealm realm) throws Exception {
        String old = realm.keyProvider("rsa-generated");
        realm.set(realm.keyProvider("next"), "active", true);
        return at(Instant.now().plus(OVERLAP), () -> {
            Instant began = Instant.now();
            realm.delete(old);
            return began;
        });
    }

    /** Something for the panels of diagnoses. */
    private void diagnose() throws Exception {
        String token = stage.realm(AlertedRotation.AT_ONCE).accessToken();
        stage.keyvigil().diagnose(token, "");
        stage.keyvigil().diagnose(token.substring(0, token.length() / 2), "");
    }

    private <T> T at(Instant moment, Callable<T> action) throws Exception {
        long delay = Math.max(0, Duration.between(Instant.now(), moment).toMillis());
        return threads.schedule(action, delay, TimeUnit.MILLISECONDS).get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
