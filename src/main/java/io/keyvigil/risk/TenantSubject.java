package io.keyvigil.risk;

import io.keyvigil.consumer.ConsumerAtTenant;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.consumer.KeyTimeline;
import io.keyvigil.consumer.ProviderSituation;
import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.provider.Exchange;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.NextRotation;
import io.keyvigil.watch.PollOutcome;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.UnpublishedSigning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The input of the checks of one tenant at one time.
 *
 * @param consumers those of the tenant, with their forecasts
 * @param rotations the forecasts of its rotations, the best first
 * @param drift the known offset of this machine's clock
 * @param leeway the smallest among its consumers
 * @param grace how long an observed cache without a recorded bound may lag
 * @param unpublished the key outside the key set that signs; empty without two proofs
 */
record TenantSubject(
        ProviderSituation situation,
        KeyTimeline timeline,
        List<ConsumerAtTenant> consumers,
        List<NextRotation> rotations,
        ClockDrift drift,
        Duration leeway,
        Duration grace,
        Optional<UnpublishedSigning> unpublished) {

    Tenant tenant() {
        return situation.tenant();
    }

    TenantState state() {
        return situation.state();
    }

    Instant now() {
        return situation.now();
    }

    String name() {
        return tenant().id().value();
    }

    /** The latest event of these kinds; empty if none is stored. */
    Optional<KeyEvent> latest(Set<KeyEventKind> kinds) {
        return situation.events().stream()
                .filter(event -> kinds.contains(event.kind()))
                .reduce((earlier, later) -> later);
    }

    /** The last responses of both endpoints, if this process received them. */
    List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>(2);
        state().discovery().ifPresent(exchanges::add);
        state().jwks().ifPresent(exchanges::add);
        return exchanges;
    }

    /** Whether this process has fetched the keys: only then are the facts known that are not stored across restarts. */
    boolean hadHere() {
        return state().tallies().outcomes().total()
                > state().tallies().outcomes().of(PollOutcome.FAILED);
    }

    /** The names of the consumers that are exposed by that cause now, separated by commas; empty text if there are none. */
    String exposed(ExposureCause cause) {
        StringBuilder names = new StringBuilder();
        for (ConsumerAtTenant party : consumers) {
            if (party.forecast().exposedAt(now(), cause)) {
                names.append(names.length() == 0 ? "" : ", ")
                        .append(party.consumer().id().value());
            }
        }
        return names.toString();
    }
}
