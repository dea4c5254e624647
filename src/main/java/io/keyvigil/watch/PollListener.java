package io.keyvigil.watch;

import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.Tenant;

/** Is notified of every poll after its outcome is in the state and in the history. Must be quick and must not throw. */
public interface PollListener {

    void polled(Tenant tenant, FetchResult result, Transition transition);
}
