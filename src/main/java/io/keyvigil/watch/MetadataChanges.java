package io.keyvigil.watch;

import io.keyvigil.provider.ProviderMetadata;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The events between two discovery documents of one issuer. */
final class MetadataChanges {

    /** Both addresses of a change fit into the detail of an event. */
    private static final int LONGEST_VALUE = 140;

    private static final String ABSENT = "(none)";

    private final Instant now;

    private MetadataChanges(Instant now) {
        this.now = now;
    }

    /** Returns nothing if there was no document before. */
    static List<KeyEvent> between(Optional<ProviderMetadata> before, ProviderMetadata after, Instant now) {
        return before.map(known -> new MetadataChanges(now).between(known, after))
                .orElse(List.of());
    }

    private List<KeyEvent> between(ProviderMetadata before, ProviderMetadata after) {
        return Stream.of(
                        changed(KeyEventKind.JWKS_URI_CHANGED, before.jwksUri(), after.jwksUri()),
                        changed(
                                KeyEventKind.TOKEN_ENDPOINT_CHANGED,
                                before.tokenEndpoint().orElse(ABSENT),
                                after.tokenEndpoint().orElse(ABSENT)),
                        changed(KeyEventKind.ISSUER_CHANGED, before.issuer(), after.issuer()),
                        algorithmsChanged(before.signingAlgorithms(), after.signingAlgorithms()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<KeyEvent> changed(KeyEventKind kind, String from, String to) {
        return from.equals(to) ? Optional.empty() : Optional.of(event(kind, from, to));
    }

    private Optional<KeyEvent> algorithmsChanged(List<String> from, List<String> to) {
        return new HashSet<>(from).equals(new HashSet<>(to))
                ? Optional.empty()
                : Optional.of(event(KeyEventKind.ALGORITHMS_CHANGED, String.join(", ", from), String.join(", ", to)));
    }

    private KeyEvent event(KeyEventKind kind, String from, String to) {
        return KeyEvent.of(kind, now, cut(from) + " → " + cut(to));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
