package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.tenant.DurationText;
import io.keyvigil.watch.ObservedKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges the token for each consumer, with the consumer's leeway, audiences, issuer and algorithms, and the expected
 * keys in its cache.
 */
final class ConsumerVerdicts {

    private final ConsumerCaches caches;

    ConsumerVerdicts(ConsumerCaches caches) {
        this.caches = caches;
    }

    /**
     * Judges the token for each of its consumers.
     *
     * @param cause the finding that explains the others; a failure that it hides can apply to every consumer, too
     */
    List<ConsumerVerdict> of(TokenUnderDiagnosis token, Optional<FindingCode> cause, List<Finding> findings) {
        Stream<FindingCode> failures =
                findings.stream().filter(Finding::fails).map(Finding::code).flatMap(Optional::stream);
        Optional<FindingCode> forEverybody = Stream.concat(cause.stream(), failures)
                .filter(ConsumerVerdicts::isForEverybody)
                .findFirst();
        return ConsumerCaches.consumers(token.request(), token.subject(), token.watchList()).stream()
                .map(consumer -> of(consumer, token, forEverybody))
                .toList();
    }

    private ConsumerVerdict of(Consumer consumer, TokenUnderDiagnosis token, Optional<FindingCode> forEverybody) {
        if (forEverybody.isPresent()) {
            return stillTrusted(consumer, token, forEverybody.get())
                    .orElseGet(() -> verdict(
                            consumer, Verdict.REJECTED, forEverybody.get().code()));
        }
        return setting(consumer, token)
                .or(() -> time(consumer, token))
                .or(() -> cache(consumer, token))
                .orElseGet(() ->
                        verdict(consumer, Verdict.ACCEPTED, "nothing that is known of it speaks against the token"));
    }

    /** Whether the cause is the token itself, and therefore applies to every consumer. */
    private static boolean isForEverybody(FindingCode cause) {
        return switch (cause.check()) {
            case STRUCTURE, KEY, SIGNATURE, ASSERTION, TYPE -> true;
            case ALGORITHM -> cause != FindingCode.ALG_NOT_ALLOWED;
            case ISSUER -> true;
            case TIME -> cause == FindingCode.TIME_IN_MILLISECONDS || cause == FindingCode.MALFORMED_TIME;
            case AUDIENCE, CLOCK, MESSAGE, CACHE -> false;
        };
    }

    /** The verdict of a consumer that still has the withdrawn key: it does not reject for this reason. */
    private Optional<ConsumerVerdict> stillTrusted(Consumer consumer, TokenUnderDiagnosis token, FindingCode cause) {
        if (cause != FindingCode.KID_WITHDRAWN || token.subject().isEmpty()) {
            return Optional.empty();
        }
        ObservedKey key = token.signature().signer().orElseThrow().observed();
        return caches.trust(consumer, token.subject().get(), key, token.at())
                .filter(trust -> trust.mayStillTrust())
                .map(trust -> verdict(
                        consumer, Verdict.UNDETERMINED, "it may still trust the withdrawn key: " + trust.reason()));
    }

    private static Optional<ConsumerVerdict> setting(Consumer consumer, TokenUnderDiagnosis token) {
        Optional<Claims> claims = token.claims();
        Optional<String> issuer = claims.flatMap(known -> known.text("iss"));
        if (consumer.issuer().isPresent() && !consumer.issuer().equals(issuer)) {
            return Optional.of(verdict(consumer, Verdict.REJECTED, "it is set to another issuer"));
        }
        List<String> audiences = claims.map(Claims::audiences).orElse(List.of());
        List<String> expected = expectedAudiences(consumer, token);
        if (!expected.isEmpty() && audiences.stream().noneMatch(expected::contains)) {
            return Optional.of(verdict(consumer, Verdict.REJECTED, "it is set to other audiences"));
        }
        Optional<JwsAlgorithm> algorithm =
                token.jwt().flatMap(jwt -> jwt.header().alg()).flatMap(JwsAlgorithm::named);
        Set<JwsAlgorithm> allowed = consumer.algorithms().isEmpty()
                ? token.subject().map(subject -> subject.tenant().algorithms()).orElse(Set.of())
                : consumer.algorithms();
        boolean refused =
                !allowed.isEmpty() && algorithm.filter(allowed::contains).isEmpty();
        return refused
                ? Optional.of(verdict(consumer, Verdict.REJECTED, "it is set to other algorithms"))
                : Optional.empty();
    }

    /** The expected audiences: those of the consumer, otherwise those of the tenant in the watch list. */
    private static List<String> expectedAudiences(Consumer consumer, TokenUnderDiagnosis token) {
        return consumer.audiences().isEmpty()
                ? token.subject().map(subject -> subject.tenant().audiences()).orElse(List.of())
                : consumer.audiences();
    }

    private Optional<ConsumerVerdict> time(Consumer consumer, TokenUnderDiagnosis token) {
        Duration leeway = caches.leeway(consumer).orElse(token.expectation().leeway());
        Set<FindingCode> failures = token.claims()
                .map(claims -> TokenTimes.of(claims).failuresAt(token.at(), leeway))
                .orElse(Set.of());
        return failures.stream()
                .findFirst()
                .map(code -> verdict(
                        consumer, Verdict.REJECTED, code.code() + " with its leeway of " + DurationText.of(leeway)));
    }

    private Optional<ConsumerVerdict> cache(Consumer consumer, TokenUnderDiagnosis token) {
        Optional<KnownKey> signer = token.signature().signer().filter(key -> key.own() && key.published());
        if (signer.isEmpty() || token.subject().isEmpty()) {
            return Optional.empty();
        }
        ObservedKey key = signer.get().observed();
        Subject subject = token.subject().get();
        return caches.lacking(consumer, subject, key, token.at())
                .or(() -> caches.cutOff(consumer, subject, token.at()))
                .map(lack -> verdict(consumer, lack.verdict(), "it " + lack.fate()));
    }

    private static ConsumerVerdict verdict(Consumer consumer, Verdict verdict, String reason) {
        return new ConsumerVerdict(consumer.id().value(), consumer.profile(), verdict, reason);
    }
}
