package io.keyvigil.risk;

/** Looks for one family of risks of a tenant. Pure; says nothing where all is well, and makes words only where it is not. */
@FunctionalInterface
interface TenantCheck {

    void look(TenantSubject subject, Findings findings);
}
