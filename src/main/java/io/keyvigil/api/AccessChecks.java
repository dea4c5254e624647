package io.keyvigil.api;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Checks bearer tokens on its own threads: neither an unresponsive issuer nor many tokens slow down health, metrics or polls.
 *
 * <ol>
 *   <li>Tokens of known keys and tokens whose key must be fetched have separate threads. A fetch never delays a token of a known
 *       key.
 *   <li>The status is 503 if {@value #MOST_CHECKS} tokens of known keys, or {@value #MOST_FETCHES} others, are already waiting.
 *   <li>Keys that are due for a fetch remain valid until it has succeeded.
 * </ol>
 */
final class AccessChecks {

    private static final Logger LOG = Logger.getLogger(AccessChecks.class);

    private static final int CHECKERS = 2;
    private static final int MOST_CHECKS = 256;
    private static final int FETCHERS = 8;
    private static final int MOST_FETCHES = 16;
    private static final int IDLE_SECONDS = 30;

    private final AccessTokens tokens;
    private final Executor checkers = pool("access-check", CHECKERS, MOST_CHECKS);
    private final Executor fetchers = pool("access-keys", FETCHERS, MOST_FETCHES);
    private final AtomicBoolean renewing = new AtomicBoolean();

    AccessChecks(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** @param decided called once, by a thread of this class or of the caller */
    void check(String token, Consumer<Access> decided) {
        run(checkers, decided, () -> checkAtHand(token, decided));
    }

    private void checkAtHand(String token, Consumer<Access> decided) {
        Optional<Access> access = tokens.checkAtHand(token);
        if (access.isPresent()) {
            decided.accept(access.get());
            renewOutdated();
        } else {
            run(fetchers, decided, () -> decided.accept(tokens.check(token)));
        }
    }

    private void renewOutdated() {
        if (tokens.outdated() && renewing.compareAndSet(false, true)) {
            try {
                fetchers.execute(this::renew);
            } catch (RejectedExecutionException laterThen) {
                renewing.set(false);
            }
        }
    }

    private void renew() {
        try {
            tokens.renew();
        } finally {
            renewing.set(false);
        }
    }

    private static void run(Executor threads, Consumer<Access> decided, Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException defect) {
                    LOG.error("event=request-broken", defect);
                    decided.accept(new Access.Refused(Problem.INTERNAL));
                }
            });
        } catch (RejectedExecutionException full) {
            decided.accept(new Access.Refused(Problem.of(
                    "unavailable", "Service unavailable", 503, "too many bearer tokens wait to be checked")));
        }
    }

    private static Executor pool(String name, int threads, int mostWaiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
