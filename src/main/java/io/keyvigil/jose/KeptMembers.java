package io.keyvigil.jose;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of a published JWK that may be read, digested and stored. A {@link Jwk} is read only from these.
 * Reading their JSON text returns the same members.
 *
 * <ol>
 *   <li>Private members (RFC 7518 sections 6.2.2, 6.3.2 and 6.4) are excluded; those with content are named.
 *   <li>Repeated members are marked; a repeated private member is only named.
 *   <li>Text that describes the key is cut at 256 characters, a {@code kid} at 1,024 ({@link CutText}).
 *   <li>A {@code kid} that is not a string is {@code null}.
 *   <li>Members of more than 32 KiB, and with names of more than 256 characters, are excluded. The key parameters
 *       are always included.
 * </ol>
 */
record KeptMembers(JsonObject members, List<String> privateMembers) {

    static final int MAXIMUM_KID = 1_024;
    private static final int MAXIMUM_TEXT = 256;
    private static final int MAXIMUM_VALUE = 32 * 1_024;
    private static final List<String> PRIVATE = List.of("d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi");
    private static final Set<String> DESCRIBING = Set.of("alg", "crv", "issuer", "kty", "use");
    private static final Set<String> NUMBERS = Set.of("e", "n", "x", "y");

    static KeptMembers of(JsonObject published) {
        Map<String, JsonValue> kept = new LinkedHashMap<>();
        published.members().forEach((name, value) -> {
            JsonValue bounded = bounded(name, value);
            if (mayBeKept(name, bounded)) {
                kept.put(name, bounded);
            }
        });
        Set<String> repeated = new LinkedHashSet<>(published.repeated());
        repeated.retainAll(kept.keySet());
        return new KeptMembers(new JsonObject(kept, repeated), privateMembers(published));
    }

    String json() {
        return JsonSpelling.published(members);
    }

    private static List<String> privateMembers(JsonObject published) {
        return PRIVATE.stream()
                .filter(name ->
                        published.member(name).filter(value -> !value.isEmpty()).isPresent())
                .toList();
    }

    private static JsonValue bounded(String name, JsonValue value) {
        if (value instanceof JsonValue.Text text) {
            if (name.equals("kid")) {
                return new JsonValue.Text(CutText.cut(text.value(), MAXIMUM_KID));
            }
            return DESCRIBING.contains(name) ? new JsonValue.Text(CutText.cut(text.value(), MAXIMUM_TEXT)) : value;
        }
        return name.equals("kid") ? JsonValue.Literal.NULL : value;
    }

    private static boolean mayBeKept(String name, JsonValue value) {
        return !PRIVATE.contains(name)
                && name.length() <= MAXIMUM_TEXT
                && (NUMBERS.contains(name) && value instanceof JsonValue.Text
                        || JsonSpelling.published(value).length() <= MAXIMUM_VALUE);
    }
}
