package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import java.util.List;
import java.util.function.Supplier;

/** Hears what another process that shares the history found of a tenant, once that is known here. */
@FunctionalInterface
public interface FollowListener {

    /** @param events asks the history what happened meanwhile, the oldest first; only for who needs it */
    void followed(Tenant tenant, PollHealth before, PollHealth after, Supplier<List<KeyEvent>> events);
}
