package io.keyvigil.diagnosis;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.watch.TenantState;

/**
 * The tenant that a token is held against, as it was when the diagnosis began.
 *
 * @param pasted whether its keys came with the request, and nothing else is known of it
 */
public record Subject(Tenant tenant, TenantState state, boolean pasted) {

    boolean hasKeys() {
        return !state.keys().isEmpty();
    }
}
