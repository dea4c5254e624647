package io.keyvigil.jose;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object. The last of several members with the same name is kept, and {@code repeated} contains the name.
 *
 * @param members in the order of the source
 */
public record JsonObject(Map<String, JsonValue> members, Set<String> repeated) implements JsonValue {

    static final JsonObject EMPTY = new JsonObject(Map.of(), Set.of());

    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        repeated = repeated.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(repeated));
    }

    public Optional<JsonValue> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The value of a string member; empty if it is missing or of another type. */
    public Optional<String> text(String name) {
        return member(name)
                .filter(JsonValue.Text.class::isInstance)
                .map(JsonValue.Text.class::cast)
                .map(JsonValue.Text::value);
    }

    @Override
    public String toString() {
        return "object of " + members.size();
    }
}
