package io.keyvigil.diagnosis;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.TenantState;

/**
 * The tenant that a token is compared with, in its state at the start of the diagnosis.
 *
 * @param pasted whether only its keys are known, from the request
 */
public record Subject(Tenant tenant, TenantState state, boolean pasted) {

    boolean hasKeys() {
        return !state.keys().isEmpty();
    }
}
