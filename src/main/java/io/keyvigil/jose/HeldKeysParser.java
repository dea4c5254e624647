package io.keyvigil.jose;

/**
 * Reads what a relying party says that it holds: a JWK Set (RFC 7517 section 5), or only the labels, {@code {"kids":
 * ["…"]}}.
 *
 * <ol>
 *   <li>A label becomes a key that has a {@code kid} and no material.
 *   <li>Where both members are given, {@code keys} counts.
 *   <li>Bounds and oddities are those of {@link JwkSetParser}; it never throws for what was sent.
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
