package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.jose.KeyOddity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports findings about the keys in a request, independent of a token. */
final class GivenKeys {

    private GivenKeys() {}

    static List<Finding> findings(TokenUnderDiagnosis token) {
        List<Jwk> keys = token.request().jwks().map(JwkSet::keys).orElse(List.of());
        List<Finding> findings = new ArrayList<>();
        long exposed =
                keys.stream().filter(key -> !key.privateMembers().isEmpty()).count();
        if (exposed > 0) {
            findings.add(warning(
                    exposed
                            + " of the given keys hold private members. Keyvigil neither uses nor keeps them. Everyone who"
                            + " saw them can sign with them, so replace them.",
                    Map.of("keysWithPrivateMembers", exposed)));
        }
        if (keys.stream().anyMatch(key -> key.oddities().contains(KeyOddity.ISTIO_PLACEHOLDER))) {
            findings.add(warning(
                    "istiod made this key itself: it could not fetch the JWK Set, so the proxies reject every token of the"
                            + " issuer. Check whether istiod reaches the jwksUri, and whether it trusts the certificate.",
                    Map.of("oddity", KeyOddity.ISTIO_PLACEHOLDER.code())));
        }
        if (lacksKid(keys, token)) {
            findings.add(warning(
                    "The key that signed is among the given keys, but under no kid, and the token names one. Libraries that"
                            + " choose the key by kid do not find it.",
                    Map.of("given", "key without kid")));
        }
        return findings;
    }

    private static boolean lacksKid(List<Jwk> keys, TokenUnderDiagnosis token) {
        Optional<JwkThumbprint> signer =
                token.signature().signer().flatMap(key -> key.jwk().thumbprint());
        boolean named = token.jwt().flatMap(jwt -> jwt.header().kid()).isPresent();
        List<Jwk> same = keys.stream()
                .filter(key -> signer.isPresent() && key.thumbprint().equals(signer))
                .toList();
        return named
                && !same.isEmpty()
                && same.stream().allMatch(key -> key.kid().isEmpty());
    }

    private static Finding warning(String text, Map<String, Object> evidence) {
        return new Finding(Check.KEY, Result.WARN, Optional.empty(), text, evidence);
    }
}
