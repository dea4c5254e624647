package io.keyvigil.risk;

import io.keyvigil.watch.KeyEventKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code MetadataChanged}: told for {@link #TOLD} after issuer, jwks_uri or signing algorithms changed. */
final class MetadataCheck implements TenantCheck {

    private static final Duration TOLD = Duration.ofDays(1);
    private static final Set<KeyEventKind> CHANGES =
            Set.of(KeyEventKind.ISSUER_CHANGED, KeyEventKind.JWKS_URI_CHANGED, KeyEventKind.ALGORITHMS_CHANGED);

    @Override
    public void look(TenantSubject subject, Findings findings) {
        subject.latest(CHANGES)
                .filter(event -> subject.now().isBefore(event.at().plus(TOLD)))
                .ifPresent(event -> findings.add(
                        Risk.METADATA_CHANGED,
                        Optional.of(event.at()),
                        "Consumers that are set to the old value may reject the tokens of " + subject.name()
                                + ": since " + Wording.of(event.at()) + " "
                                + event.kind().explanation() + ", "
                                + event.detail(),
                        Map.of("kind", event.kind().code(), "at", Wording.of(event.at()), "detail", event.detail())));
    }
}
