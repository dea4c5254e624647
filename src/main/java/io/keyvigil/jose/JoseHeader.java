package io.keyvigil.jose;

import java.util.List;
import java.util.Optional;

/** A JOSE header (RFC 7515 section 4). Members of another type than the RFC's count as absent; see {@link #members()}. */
public record JoseHeader(JsonObject members) {

    public Optional<String> alg() {
        return members.text("alg");
    }

    public Optional<String> kid() {
        return members.text("kid");
    }

    public Optional<String> typ() {
        return members.text("typ");
    }

    /** The key that the token brings along (section 4.1.3). It proves nothing about who signed. */
    public Optional<JsonObject> jwk() {
        return members.member("jwk").filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** The names of the extensions that must be understood (section 4.1.11), as far as they are strings. */
    public List<String> crit() {
        return members.member("crit").filter(JsonValue.Elements.class::isInstance).stream()
                .flatMap(crit -> ((JsonValue.Elements) crit).values().stream())
                .filter(JsonValue.Text.class::isInstance)
                .map(name -> ((JsonValue.Text) name).value())
                .toList();
    }
}
