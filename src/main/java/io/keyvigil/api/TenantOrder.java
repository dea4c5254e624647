package io.keyvigil.api;

import java.util.Arrays;
import java.util.Optional;

/** The order of listed tenants. */
enum TenantOrder {
    ID("id"),
    /** Tenants with a critical risk first, then failing, at risk, never tried and ok; within each group by id. */
    WORST("worst");

    private final String code;

    TenantOrder(String code) {
        this.code = code;
    }

    static TenantOrder of(Optional<String> code) {
        return code.map(TenantOrder::named).orElse(ID);
    }

    private static TenantOrder named(String code) {
        return Arrays.stream(values())
                .filter(order -> order.code.equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("order is id or worst"));
    }
}
