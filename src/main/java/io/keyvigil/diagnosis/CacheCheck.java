package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwk;
import io.keyvigil.tenant.Consumer;
import io.keyvigil.watch.ObservedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether the consumers' caches have the signing key, or still have a withdrawn one. A finding decides the
 * verdict only if the request names the consumer or contains the application's keys; otherwise it is a warning.
 */
final class CacheCheck implements TokenCheck {

    private final ConsumerCaches caches;

    CacheCheck(ConsumerCaches caches) {
        this.caches = caches;
    }

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        Optional<KnownKey> signer = token.signature()
                .signer()
                .filter(KnownKey::own)
                .filter(key -> token.signature().outcome() == SignatureEvidence.Outcome.VERIFIED);
        if (signer.isEmpty() || token.subject().isEmpty()) {
            return List.of(Finding.skipped(Check.CACHE, "no key of this tenant is proven to have made the signature"));
        }
        List<Finding> findings = new ArrayList<>();
        token.request()
                .jwks()
                .filter(held -> !token.subject().get().pasted())
                .flatMap(held -> pasted(held.keys(), signer.get()))
                .ifPresent(findings::add);
        List<Consumer> consumers = ConsumerCaches.consumers(token.request(), token.subject(), token.watchList());
        for (Consumer consumer : consumers) {
            of(consumer, token, signer.get().observed())
                    .ifPresent(finding ->
                            findings.add(token.request().consumer().isPresent() ? finding : finding.asWarning()));
        }
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                consumers.isEmpty()
                        ? Finding.skipped(Check.CACHE, "no consumer of this tenant is known")
                        : Finding.pass(Check.CACHE, "Every consumer's cache fits the key, as far as is known."));
    }

    private static Optional<Finding> pasted(List<Jwk> held, KnownKey signer) {
        boolean holds = held.stream()
                .anyMatch(key -> key.thumbprint().isPresent()
                        && key.thumbprint().equals(signer.jwk().thumbprint()));
        if (!holds && signer.published()) {
            return Optional.of(Finding.of(
                    FindingCode.NOT_YET_CACHED,
                    "The keys that the application holds lack the one that signed this token.",
                    signer.evidence().and("keysHeld", held.size()).members()));
        }
        return holds && !signer.published()
                ? Optional.of(Finding.of(
                        FindingCode.STILL_CACHED,
                        "The application still holds a key that the provider has withdrawn.",
                        signer.evidence().and("keysHeld", held.size()).members()))
                : Optional.empty();
    }

    private Optional<Finding> of(Consumer consumer, TokenUnderDiagnosis token, ObservedKey key) {
        Subject subject = token.subject().orElseThrow();
        return key.published()
                ? lacking(consumer, subject, key, token.at())
                : trusting(consumer, subject, key, token.at());
    }

    private Optional<Finding> lacking(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        return caches.lacking(consumer, subject, key, at)
                .map(lack -> Finding.of(
                        FindingCode.NOT_YET_CACHED,
                        consumer.id() + " " + lack.fate() + ".",
                        Evidence.of("consumer", consumer.id().value())
                                .and("profile", consumer.profile())
                                .and("keyFirstSeen", key.firstSeen())
                                .and(lack.evidence())
                                .members()));
    }

    private Optional<Finding> trusting(Consumer consumer, Subject subject, ObservedKey key, Instant at) {
        return caches.trust(consumer, subject, key, at)
                .filter(trust -> trust.mayStillTrust())
                .map(trust -> Finding.of(
                        FindingCode.STILL_CACHED,
                        consumer.id() + " may still trust this withdrawn key"
                                + trust.until().map(until -> " until " + until).orElse("")
                                + ": " + trust.reason() + ".",
                        Evidence.of("consumer", consumer.id().value())
                                .and("profile", consumer.profile())
                                .and("until", trust.until())
                                .and("withdrawnAt", key.withdrawal().map(ObservedKey.Withdrawal::at))
                                .members()));
    }
}
