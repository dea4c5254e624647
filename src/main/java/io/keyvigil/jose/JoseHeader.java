package io.keyvigil.jose;

import java.util.List;
import java.util.Optional;

/** A JOSE header (RFC 7515 section 4). A member whose type differs from the RFC counts as absent; see {@link #members()}. */
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

    /** The public key in the token (section 4.1.3). It does not prove who signed. */
    public Optional<JsonObject> jwk() {
        return members.member("jwk").filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** The names of the critical extensions (section 4.1.11) that are strings. */
    public List<String> crit() {
        return members.member("crit").filter(JsonValue.Elements.class::isInstance).stream()
                .flatMap(crit -> ((JsonValue.Elements) crit).values().stream())
                .filter(JsonValue.Text.class::isInstance)
                .map(name -> ((JsonValue.Text) name).value())
                .toList();
    }
}
