package io.keyvigil.api;

import io.keyvigil.jose.JsonObject;
import io.keyvigil.jose.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads roles from the claims that issuers use: an array of strings, or one string separated by spaces (RFC 8693 section 4.2).
 * Without a setting all of these claims are read: {@code groups} (MicroProfile JWT), {@code roles} (Entra ID),
 * {@code realm_access/roles} (Keycloak), {@code scope} and {@code scp}.
 */
final class GrantedRoles {

    private static final List<String> USUAL = List.of("groups", "roles", "realm_access/roles", "scope", "scp");

    private final List<String> paths;

    GrantedRoles(Optional<String> rolesClaim) {
        this.paths = rolesClaim.map(List::of).orElse(USUAL);
    }

    Set<Role> in(JsonObject claims) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        paths.stream()
                .flatMap(path -> value(claims, path).stream())
                .flatMap(GrantedRoles::texts)
                .forEach(text -> Role.of(text).ifPresent(roles::add));
        return roles;
    }

    /** Returns the claim of this path. The whole path is tried as a name first: names such as URLs contain slashes. */
    private static Optional<JsonValue> value(JsonObject claims, String path) {
        Optional<JsonValue> whole = claims.member(path);
        int slash = path.indexOf('/');
        if (whole.isPresent() || slash < 0) {
            return whole;
        }
        return claims.member(path.substring(0, slash))
                .filter(JsonObject.class::isInstance)
                .flatMap(inner -> value((JsonObject) inner, path.substring(slash + 1)));
    }

    private static Stream<String> texts(JsonValue value) {
        if (value instanceof JsonValue.Elements elements) {
            return elements.values().stream().flatMap(GrantedRoles::texts);
        }
        return value instanceof JsonValue.Text text ? Arrays.stream(text.value().split(" ")) : Stream.empty();
    }
}
