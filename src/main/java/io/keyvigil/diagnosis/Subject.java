package io.keyvigil.diagnosis;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.TenantState;

/** The tenant that a token is held against, as it was when the diagnosis began. */
public record Subject(Tenant tenant, TenantState state) {

    boolean hasKeys() {
        return !state.keys().isEmpty();
    }
}
