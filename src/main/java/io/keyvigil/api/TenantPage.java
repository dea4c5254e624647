package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of tenants.
 *
 * @param next the value of {@code after} for the next page; empty at the end
 * @param counts the number of found tenants per status; empty if not all were read
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TenantPage(List<TenantRow> items, Optional<String> next, Optional<Map<String, Long>> counts) {

    static TenantPage of(Page<TenantRow> page, Optional<Map<String, Long>> counts) {
        return new TenantPage(page.items(), page.next(), counts);
    }
}
