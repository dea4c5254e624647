package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.Jwt;
import io.keyvigil.jose.SignatureCheck;
import io.keyvigil.watch.ObservedKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the tenant to compare a token with: from {@code iss}, then from {@code kid}, then by signature. An issuer
 * that differs from a known one only in a trailing slash, or in Entra's version, leads to that tenant; the issuer
 * check reports the difference.
 */
final class TenantFinder {

    private final KnownTenants tenants;

    TenantFinder(KnownTenants tenants) {
        this.tenants = tenants;
    }

    /** @param by the method by which it was found, for users */
    record Found(Subject subject, String by) {}

    Optional<Found> find(Jwt jwt, Optional<Claims> claims) {
        String issuer = claims.flatMap(known -> known.text("iss")).orElse("");
        String tid = claims.flatMap(known -> known.text("tid")).orElse("");
        return accepting(issuer, tid, jwt, "iss")
                .or(() -> Stream.concat(Stream.of(otherSlash(issuer)), EntraIssuer.otherVersions(issuer).stream())
                        .flatMap(variant -> accepting(variant, tid, jwt, "a variant of iss").stream())
                        .findFirst())
                .or(() -> byKid(jwt))
                .or(() -> bySignature(jwt));
    }

    private Optional<Found> accepting(String issuer, String tid, Jwt jwt, String by) {
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        List<Subject> accepting = tenants.accepting(issuer, tid);
        return accepting.stream()
                .filter(subject ->
                        jwt.header().kid().filter(kid -> knows(subject, kid)).isPresent())
                .findFirst()
                .or(() -> accepting.stream().findFirst())
                .map(subject -> new Found(subject, by));
    }

    private static boolean knows(Subject subject, String kid) {
        return subject.state().keys().stream()
                .anyMatch(key -> key.jwk().kid().filter(kid::equals).isPresent());
    }

    private static String otherSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer + "/";
    }

    private Optional<Found> byKid(Jwt jwt) {
        Optional<String> kid = jwt.header().kid();
        List<Subject> known = kid.map(tenants::withKid).orElse(List.of());
        return known.stream()
                .filter(subject -> subject.state().keys().stream()
                        .filter(ObservedKey::published)
                        .anyMatch(key -> key.jwk().kid().equals(kid)))
                .findFirst()
                .or(() -> known.stream().findFirst())
                .map(subject -> new Found(subject, "kid"));
    }

    private Optional<Found> bySignature(Jwt jwt) {
        Optional<JwsAlgorithm> algorithm = jwt.header().alg().flatMap(JwsAlgorithm::named);
        if (algorithm.isEmpty()
                || jwt.signature().filter(octets -> octets.length() > 0).isEmpty()) {
            return Optional.empty();
        }
        CandidateKeys candidates = new CandidateKeys(tenants, Optional.empty(), jwt, algorithm.get());
        Stream<KnownKey> recovered =
                SignatureInvestigation.recovered(
                                algorithm.get(),
                                jwt.signingInput(),
                                jwt.signature().get())
                        .stream()
                        .flatMap(thumbprint -> candidates.withThumbprint(thumbprint).stream());
        Stream<KnownKey> verifying = candidates.others().stream().filter(key -> key.jwk()
                .material()
                .filter(material -> SignatureCheck.check(
                                algorithm.get(),
                                material,
                                jwt.signingInput(),
                                jwt.signature().get())
                        .verified())
                .isPresent());
        return Stream.concat(recovered, verifying)
                .findFirst()
                .flatMap(key -> tenants.find(key.tenant()))
                .map(subject -> new Found(subject, "the signature"));
    }
}
