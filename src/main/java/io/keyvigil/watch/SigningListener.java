package io.keyvigil.watch;

import io.keyvigil.tenant.Tenant;

/** Hears that another key signs, after that is in the state and in the history. Must be quick and must not throw. */
public interface SigningListener {

    void switched(Tenant tenant, KeyEvent event);
}
