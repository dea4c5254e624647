package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about one tenant that a support case needs, in one document. No secret is in it: no header's value, no token,
 * no private member of a key.
 *
 * @param format says how to read it; a later format has another number
 * @param watchList the tenant and its consumers in the words of the watch list
 */
record BundleView(
        String format,
        Instant madeAt,
        Versions versions,
        Map<String, Object> watchList,
        TenantView tenant,
        List<BundledKey> keys,
        List<EventView> events,
        List<ConsumerRow> consumers,
        ClockView clock) {

    static final String FORMAT = "keyvigil-bundle/1";

    record Versions(String keyvigil, String java, String system) {
        static Versions of(String keyvigil) {
            return new Versions(
                    keyvigil,
                    System.getProperty("java.vm.name") + " " + Runtime.version(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"));
        }
    }

    /** @param jwk as it was published, as far as it is kept; private members are left out */
    record BundledKey(@JsonUnwrapped KeyView key, Optional<JsonNode> jwk) {}
}
