package io.keyvigil.diagnosis.paste;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The lengths of a signature in base64url characters, by {@code alg} (RFC 7518 section 3.1, RFC 8037, RFC 9964). */
final class SignatureLengths {

    private static final int[] RSA = octets(128, 192, 256, 384, 512, 1_024);

    private static final Map<String, Set<Integer>> BY_ALGORITHM = Map.ofEntries(
            Map.entry("none", Set.of(0)),
            Map.entry("HS256", set(octets(32))),
            Map.entry("HS384", set(octets(48))),
            Map.entry("HS512", set(octets(64))),
            Map.entry("RS256", set(RSA)),
            Map.entry("RS384", set(RSA)),
            Map.entry("RS512", set(RSA)),
            Map.entry("PS256", set(RSA)),
            Map.entry("PS384", set(RSA)),
            Map.entry("PS512", set(RSA)),
            Map.entry("ES256", set(octets(64))),
            Map.entry("ES256K", set(octets(64))),
            Map.entry("ES384", set(octets(96))),
            Map.entry("ES512", set(octets(132))),
            Map.entry("EdDSA", set(octets(64, 114))),
            Map.entry("Ed25519", set(octets(64))),
            Map.entry("Ed448", set(octets(114))),
            Map.entry("ML-DSA-44", set(octets(2_420))),
            Map.entry("ML-DSA-65", set(octets(3_309))),
            Map.entry("ML-DSA-87", set(octets(4_627))));

    private final Optional<Set<Integer>> lengths;

    private SignatureLengths(Optional<Set<Integer>> lengths) {
        this.lengths = lengths;
    }

    static SignatureLengths of(Optional<String> alg) {
        return new SignatureLengths(alg.map(BY_ALGORITHM::get));
    }

    /** Whether a segment of that length is a complete signature; for an unknown algorithm, any length except zero. */
    boolean allow(int characters) {
        return lengths.map(known -> known.contains(characters)).orElse(characters > 0);
    }

    private static int[] octets(int... counts) {
        return Arrays.stream(counts).map(count -> (count * 8 + 5) / 6).toArray();
    }

    private static Set<Integer> set(int[] lengths) {
        return Arrays.stream(lengths).boxed().collect(Collectors.toCollection(HashSet::new));
    }
}
