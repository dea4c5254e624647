package io.keyvigil.api;

import java.time.Duration;
import java.util.Optional;

/** Ends a request with a problem detail. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    private ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of("bad-request", "Bad request", 400, detail), Optional.empty());
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of("forbidden", "Forbidden", 403, detail), Optional.empty());
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of("not-found", "Not found", 404, detail), Optional.empty());
    }

    static ProblemException tooLarge(String detail) {
        return new ProblemException(Problem.of("too-large", "Content too large", 413, detail), Optional.empty());
    }

    static ProblemException tooManyRequests(String detail, Duration retryAfter) {
        return new ProblemException(
                Problem.of("too-many-requests", "Too many requests", 429, detail), Optional.of(retryAfter));
    }

    static ProblemException busy(String detail, Duration retryAfter) {
        return new ProblemException(
                Problem.of("unavailable", "Service unavailable", 503, detail), Optional.of(retryAfter));
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
