package io.keyvigil.cache;

import io.keyvigil.jose.HeldKeysParser;
import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.jose.JwkSetReading.SetFlaw;
import io.keyvigil.provider.FetchFailure;
import io.keyvigil.watch.KeyIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Parses the cache of a consumer: a JWK Set, or {@code {"kids":["…"]}}. Keeps only the names of the keys. */
public final class HeldKeysReading {

    private static final int BEGINNING = 64;

    private static final Map<SetFlaw, FetchFailure> REASONS = Map.of(
            SetFlaw.NOT_JSON, FetchFailure.NOT_JSON,
            SetFlaw.NOT_A_KEY_SET, FetchFailure.NOT_A_KEY_SET,
            SetFlaw.TOO_MANY_KEYS, FetchFailure.TOO_MANY_KEYS);

    private HeldKeysReading() {}

    public static CacheAnswer of(byte[] body) {
        return HeldKeysParser.parse(body)
                .fold(
                        HeldKeysReading::read,
                        unreadable -> new CacheAnswer.Failed(
                                REASONS.get(unreadable.flaw()),
                                looksLikeHtml(body)
                                        ? "it is HTML, such as a login or an error page"
                                        : unreadable.detail()));
    }

    private static CacheAnswer read(JwkSetReading.Readable readable) {
        return new CacheAnswer.Read(
                readable.set().keys().stream()
                        .map(KeyIdentity::of)
                        .filter(key -> key.kid().isPresent() || key.thumbprint().isPresent())
                        .collect(Collectors.toSet()),
                readable.set().keys().stream().map(Jwk::privateMembers).anyMatch(members -> !members.isEmpty()));
    }

    /** A login or an error page is the most common answer that is none. */
    private static boolean looksLikeHtml(byte[] body) {
        String beginning = new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.UTF_8);
        return beginning.stripLeading().startsWith("<");
    }
}
