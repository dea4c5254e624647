package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.Jwt;
import io.keyvigil.watch.ObservedKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys that may have made a token's signature, most likely first. */
final class CandidateKeys {

    /** The maximum number of other tenants' keys: first by kid, then by issuer, then of the tenants whose keys changed last. */
    static final int MOST_OF_OTHERS = 64;

    static final int MOST_FOR_HMAC = 64;

    private final KnownTenants tenants;
    private final Optional<Subject> subject;
    private final Jwt jwt;
    private final JwsAlgorithm algorithm;
    private final List<KnownKey> own;

    CandidateKeys(KnownTenants tenants, Optional<Subject> subject, Jwt jwt, JwsAlgorithm algorithm) {
        this.tenants = tenants;
        this.subject = subject;
        this.jwt = jwt;
        this.algorithm = algorithm;
        this.own = subject.map(known -> of(known, true)).orElse(List.of());
    }

    static List<KnownKey> of(Subject subject, boolean own) {
        return subject.state().keys().stream()
                .map(key -> new KnownKey(subject.tenant().id(), key, own))
                .toList();
    }

    /** All keys of the tenant, the published ones first. */
    List<KnownKey> own() {
        return own;
    }

    /**
     * The key that the kid names. A published key comes before a withdrawn one, and then one that fits the algorithm
     * before others. Without a kid, the only published key that fits.
     */
    Optional<KnownKey> named() {
        Optional<String> kid = jwt.header().kid();
        List<KnownKey> matching = own.stream()
                .filter(key -> kid.isPresent() ? key.jwk().kid().equals(kid) : key.published() && fits(key.jwk()))
                .toList();
        if (kid.isEmpty()) {
            return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
        }
        return matching.stream().filter(key -> fits(key.jwk())).findFirst().or(() -> matching.stream()
                .findFirst());
    }

    /** Whether the key fits the token's algorithm. */
    boolean fits(Jwk key) {
        return key.material().filter(algorithm::fits).isPresent();
    }

    /** The keys of other tenants, with a limit. */
    List<KnownKey> others() {
        Map<JwkThumbprint, KnownKey> others = new LinkedHashMap<>();
        Set<JwkThumbprint> seen = new HashSet<>();
        own.forEach(key -> key.jwk().thumbprint().ifPresent(seen::add));
        Stream<KnownKey> byKid = jwt.header().kid().stream().flatMap(kid -> tenants.withKid(kid).stream()
                .flatMap(other -> of(other, false).stream())
                .filter(key -> key.jwk().kid().filter(kid::equals).isPresent()));
        Stream.of(byKid, keysOf(byIssuer()), keysOf(tenants.recentlyChanged()))
                .flatMap(keys -> keys)
                .filter(key -> !isOwn(key) && fits(key.jwk()))
                .filter(key -> key.jwk().thumbprint().filter(seen::add).isPresent())
                .limit(MOST_OF_OTHERS)
                .forEach(key -> others.put(key.jwk().thumbprint().orElseThrow(), key));
        return List.copyOf(others.values());
    }

    /** The key of that thumbprint; a key of this tenant comes before those of others. */
    Optional<KnownKey> withThumbprint(JwkThumbprint thumbprint) {
        return own.stream().filter(key -> is(key, thumbprint)).findFirst().or(() -> keysOf(
                        tenants.withThumbprint(thumbprint))
                .filter(key -> is(key, thumbprint))
                .findFirst());
    }

    int tenantsKnown() {
        return tenants.count();
    }

    private static boolean is(KnownKey key, JwkThumbprint thumbprint) {
        return key.jwk().thumbprint().filter(thumbprint::equals).isPresent();
    }

    private boolean isOwn(KnownKey key) {
        return subject.filter(known -> known.tenant().id().equals(key.tenant())).isPresent();
    }

    private List<Subject> byIssuer() {
        return jwt.claims()
                .map(Claims::new)
                .flatMap(claims -> claims.text("iss")
                        .map(issuer ->
                                tenants.accepting(issuer, claims.text("tid").orElse(""))))
                .orElse(List.of());
    }

    private static Stream<KnownKey> keysOf(List<Subject> subjects) {
        List<KnownKey> keys = new ArrayList<>();
        for (Subject subject : subjects) {
            for (ObservedKey key : subject.state().keys()) {
                keys.add(new KnownKey(subject.tenant().id(), key, false));
            }
        }
        return keys.stream();
    }
}
