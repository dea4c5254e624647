package io.keyvigil.jose;

/**
 * Reads the cached keys that a relying party reports: a JWK Set (RFC 7517 section 5), or only the kids,
 * {@code {"kids": ["…"]}}.
 *
 * <ol>
 *   <li>A kid becomes a key that has a {@code kid} and no key material.
 *   <li>If both members are present, {@code keys} is used.
 *   <li>Limits and oddities are those of {@link JwkSetParser}; it never throws for invalid input.
 * </ol>
 */
public final class HeldKeysParser {

    private HeldKeysParser() {}

    /** Reads a JSON text in UTF-8. */
    public static JwkSetReading parse(byte[] json) {
        Utf8Text utf8 = Utf8Text.of(json);
        return utf8.malformedAt().isPresent()
                ? JwkSetParser.parse(json)
                : KidListDocument.read(utf8.text()).orElseGet(() -> JwkSetParser.parse(utf8.text()));
    }
}
