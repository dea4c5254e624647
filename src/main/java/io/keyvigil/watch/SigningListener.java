package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;

/** Is notified of a new signing key, after it is in the state and in the history. Must be quick and must not throw. */
public interface SigningListener {

    void switched(Tenant tenant, KeyEvent event);
}
