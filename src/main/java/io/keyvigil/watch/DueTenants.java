package io.keyvigil.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The tenants to poll in a round: those of the agenda that this process holds and that are due by {@link PollSchedule}. */
final class DueTenants {

    private final PollAgenda agenda;
    private final Claims claims;

    DueTenants(PollAgenda agenda, Claims claims) {
        this.agenda = agenda;
        this.claims = claims;
    }

    List<WatchedTenant> at(Instant now) {
        return PollSchedule.due(held(agenda.candidates(now)), now);
    }

    /** Tenants of other processes stay in the agenda: this process may take them over. */
    private Collection<WatchedTenant> held(Collection<WatchedTenant> candidates) {
        if (claims.holdsAll()) {
            return candidates;
        }
        List<WatchedTenant> held = new ArrayList<>();
        for (WatchedTenant candidate : candidates) {
            if (claims.holds(candidate.tenant().id())) {
                held.add(candidate);
            } else {
                agenda.put(candidate);
            }
        }
        return held;
    }
}
