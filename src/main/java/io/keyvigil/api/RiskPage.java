package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of risks.
 *
 * @param next the value of {@code after} for the next page; empty at the end
 * @param counts the number of risks per severity, on all pages
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RiskPage(List<RiskView> items, Optional<String> next, Map<String, Long> counts) {}
