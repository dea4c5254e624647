package io.keyvigil.api;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.watch.KeyEvent;
import java.time.Instant;
import java.util.Optional;

/** One event. */
record EventView(String kind, Instant at, Optional<String> kid, Optional<String> thumbprint, String detail) {

    static EventView of(KeyEvent event) {
        return new EventView(
                event.kind().code(),
                event.at(),
                event.kid(),
                event.thumbprint().map(JwkThumbprint::value),
                event.detail());
    }
}
