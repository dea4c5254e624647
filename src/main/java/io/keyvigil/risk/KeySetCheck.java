package io.keyvigil.risk;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.KeyOddity;
import io.keyvigil.watch.ObservedKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code KeySetInvalid} and {@code PrivateKeyExposed}: defects of the currently published set.
 *
 * <ol>
 *   <li>Invalid is a set without a signing key, and among the keys that are not for encryption: RSA below 2,048 bits (RFC
 *       7518 section 3.3), one kid for two keys, a key that cannot be used.
 *   <li>Only the names of private members are known here, and only until a restart.
 * </ol>
 */
final class KeySetCheck implements TenantCheck {

    private static final int MOST_SHOWN = 5;

    @Override
    public void look(TenantSubject subject, Findings findings) {
        if (!subject.hadHere()) {
            findings.leaveUndecided(Risk.PRIVATE_KEY_EXPOSED);
        }
        if (subject.state().watchedSince().isEmpty()) {
            return;
        }
        Map<String, String> flaws = new LinkedHashMap<>(0);
        Map<String, Jwk> byKid = new HashMap<>();
        for (ObservedKey key : subject.state().keys()) {
            if (key.published()) {
                exposed(subject, key, findings);
                if (key.jwk().use().map("sig"::equals).orElse(true)) {
                    flaw(key.jwk(), byKid).ifPresent(flaw -> note(flaws, flaw, key));
                }
            }
        }
        if (subject.state().publishedSigningKeys() == 0) {
            flaws.put("empty", "true");
        }
        if (!flaws.isEmpty()) {
            findings.add(Risk.KEY_SET_INVALID, Optional.empty(), text(subject, flaws), flaws);
        }
    }

    private static Optional<String> flaw(Jwk jwk, Map<String, Jwk> byKid) {
        if (jwk.unusable().isPresent()) {
            return Optional.of("unusable");
        }
        Jwk other = jwk.kid().map(kid -> byKid.putIfAbsent(kid, jwk)).orElse(null);
        if (other != null && !other.thumbprint().equals(jwk.thumbprint())) {
            return Optional.of("duplicate-kid");
        }
        return jwk.oddities().contains(KeyOddity.WEAK) ? Optional.of("weak") : Optional.empty();
    }

    private static void note(Map<String, String> flaws, String flaw, ObservedKey key) {
        String name = Wording.name(key.identity())
                + key.jwk().unusable().map(reason -> " (" + reason.code() + ")").orElse("");
        flaws.merge(
                flaw,
                name,
                (known, more) -> List.of(known.split(", ")).size() < MOST_SHOWN ? known + ", " + more : known);
    }

    private static String text(TenantSubject subject, Map<String, String> flaws) {
        if (flaws.containsKey("empty")) {
            return "Consumers that fetch the keys of " + subject.name()
                    + " now reject all tokens: the published set has no signing key";
        }
        return "Consumers may refuse keys of " + subject.name() + ", or the whole set: "
                + flaws.entrySet().stream()
                        .map(flaw -> flaw.getKey() + " " + flaw.getValue())
                        .reduce((one, other) -> one + "; " + other)
                        .orElseThrow();
    }

    private static void exposed(TenantSubject subject, ObservedKey key, Findings findings) {
        if (!key.jwk().privateMembers().isEmpty()) {
            findings.add(
                    Risk.PRIVATE_KEY_EXPOSED,
                    Optional.of(key.firstSeen()),
                    "Anyone can sign tokens that consumers of " + subject.name() + " accept: its key "
                            + Wording.of(key.identity())
                            + " is published with private members. Replace it, and do not trust it after its"
                            + " withdrawal either",
                    Map.of(
                            "key", Wording.name(key.identity()),
                            "members", String.join(", ", key.jwk().privateMembers())));
        }
    }
}
