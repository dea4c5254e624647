package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import java.util.List;

/** Hears what another process that shares the history found of a tenant, once that is known here. */
@FunctionalInterface
public interface FollowListener {

    /** @param events what happened meanwhile, the oldest first */
    void followed(Tenant tenant, PollHealth before, PollHealth after, List<KeyEvent> events);
}
