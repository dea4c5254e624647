package io.keyvigil.consumer;

import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.PollHealth;
import java.time.Instant;
import java.util.Optional;

/**
 * An outage of the provider. Consumers are assumed to be unable to reach what this process cannot reach.
 *
 * @param since when it was detected; the last success if that is unknown
 */
record Outage(Instant since) {

    static Optional<Outage> of(ProviderSituation situation) {
        PollHealth health = situation.state().health();
        if (!health.tried() || health.up() || situation.state().watchedSince().isEmpty()) {
            return Optional.empty();
        }
        Instant before =
                health.lastSuccess().or(situation.state()::watchedSince).orElseThrow();
        return Optional.of(new Outage(noticed(situation, before).orElse(before)));
    }

    /** When the latest one that is over was seen to end. */
    static Optional<Instant> endOfLast(ProviderSituation situation) {
        return latest(situation, KeyEventKind.PROVIDER_RECOVERED);
    }

    private static Optional<Instant> noticed(ProviderSituation situation, Instant lastSuccess) {
        return latest(situation, KeyEventKind.PROVIDER_UNREACHABLE).filter(at -> !at.isBefore(lastSuccess));
    }

    private static Optional<Instant> latest(ProviderSituation situation, KeyEventKind kind) {
        return situation.events().stream()
                .filter(event -> event.kind() == kind)
                .map(KeyEvent::at)
                .filter(at -> !at.isAfter(situation.now()))
                .max(Instant::compareTo);
    }
}
