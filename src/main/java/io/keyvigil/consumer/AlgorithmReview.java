package io.keyvigil.consumer;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.watch.ObservedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares the accepted algorithms with those of the metadata and of the published signing keys. */
final class AlgorithmReview {

    private AlgorithmReview() {}

    static List<ReviewRemark> of(ProviderSituation situation, Set<JwsAlgorithm> algorithms) {
        Set<String> accepted = names(algorithms);
        Set<String> offered = offered(situation);
        List<ReviewRemark> remarks = new ArrayList<>();
        Set<String> rejected = without(offered, accepted);
        if (!accepted.isEmpty() && !rejected.isEmpty()) {
            remarks.add(new ReviewRemark(
                    ReviewRemark.Code.ALGORITHM_NOT_ACCEPTED,
                    "the provider may sign with " + rejected + ", and it accepts " + accepted
                            + (rejected.equals(offered) ? " only: nothing that the provider signs" : " only"),
                    "accept them too, or have the provider stop offering them"));
        }
        Set<String> symmetric = names(algorithms.stream()
                .filter(algorithm -> algorithm.family() == JwsAlgorithm.Family.HMAC)
                .toList());
        if (!symmetric.isEmpty()) {
            remarks.add(new ReviewRemark(
                    ReviewRemark.Code.ALGORITHM_SYMMETRIC,
                    "it accepts " + symmetric
                            + " beside published keys: who knows a public key can then sign with it as a"
                            + " secret, where the validator does not hold key types apart (RFC 8725 section 2.1)",
                    "remove them"));
        }
        Set<String> idle = without(without(accepted, offered), symmetric);
        if (!offered.isEmpty() && !idle.isEmpty()) {
            remarks.add(new ReviewRemark(
                    ReviewRemark.Code.ALGORITHM_NOT_OFFERED,
                    "it accepts " + idle + ", which the provider does not offer",
                    "nothing has to be done; fewer accepted algorithms are safer (RFC 8725 section 3.1)"));
        }
        return remarks;
    }

    private static Set<String> offered(ProviderSituation situation) {
        Set<String> offered = new TreeSet<>();
        situation.state().advertisedAlgorithms().stream()
                .flatMap(name -> JwsAlgorithm.named(name).stream())
                .filter(algorithm -> algorithm.family() != JwsAlgorithm.Family.HMAC)
                .forEach(algorithm -> offered.add(algorithm.registeredName()));
        situation.state().keys().stream()
                .filter(ObservedKey::published)
                .map(ObservedKey::jwk)
                .filter(Jwk::usableForSigning)
                .flatMap(jwk -> jwk.alg().stream())
                .forEach(offered::add);
        return offered;
    }

    private static Set<String> names(Iterable<JwsAlgorithm> algorithms) {
        Set<String> names = new TreeSet<>();
        algorithms.forEach(algorithm -> names.add(algorithm.registeredName()));
        return names;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
