package io.keyvigil.risk;

/** Checks one family of risks of a tenant. Pure; reports nothing and creates no text without a risk. */
@FunctionalInterface
interface TenantCheck {

    void look(TenantSubject subject, Findings findings);
}
