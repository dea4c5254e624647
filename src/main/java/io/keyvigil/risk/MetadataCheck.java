package io.keyvigil.risk;

import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code MetadataChanged}: reported for {@link #TOLD} after issuer, jwks_uri, token_endpoint or signing algorithms changed, with the
 * latest change of each.
 */
final class MetadataCheck implements TenantCheck {

    private static final Duration TOLD = Duration.ofDays(1);
    private static final List<KeyEventKind> CHANGES = List.of(
            KeyEventKind.ISSUER_CHANGED,
            KeyEventKind.JWKS_URI_CHANGED,
            KeyEventKind.TOKEN_ENDPOINT_CHANGED,
            KeyEventKind.ALGORITHMS_CHANGED);

    @Override
    public void look(TenantSubject subject, Findings findings) {
        List<KeyEvent> changes = changes(subject).toList();
        changes.stream()
                .map(KeyEvent::at)
                .max(Comparator.naturalOrder())
                .ifPresent(at -> findings.add(
                        Risk.METADATA_CHANGED,
                        Optional.of(at),
                        summary(subject, at, changes),
                        Map.of(
                                "kind",
                                joined(changes, event -> event.kind().code()),
                                "at",
                                Wording.of(at),
                                "detail",
                                joined(changes, KeyEvent::detail))));
    }

    private static Stream<KeyEvent> changes(TenantSubject subject) {
        return CHANGES.stream()
                .flatMap(kind -> subject.latest(Set.of(kind)).stream())
                .filter(event -> subject.now().isBefore(event.at().plus(TOLD)));
    }

    private static String summary(TenantSubject subject, Instant at, List<KeyEvent> changes) {
        return "Consumers of " + subject.name() + " that are configured with an old value may reject its tokens: since "
                + Wording.of(at) + " "
                + joined(changes, event -> event.kind().explanation() + ", " + event.detail());
    }

    private static String joined(List<KeyEvent> changes, Function<KeyEvent, String> text) {
        return changes.stream().map(text).collect(Collectors.joining("; "));
    }
}
