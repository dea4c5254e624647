package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;
import java.util.List;
import java.util.function.Supplier;

/** Is notified of changes that another process with the same history found, once they are known here. */
@FunctionalInterface
public interface FollowListener {

    /** @param events loads the new events from the history on demand, the oldest first */
    void followed(Tenant tenant, PollHealth before, PollHealth after, Supplier<List<KeyEvent>> events);
}
