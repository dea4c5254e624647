package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All data about one tenant for a support case, in one document. It has no secrets: no values of headers, no tokens, no private
 * members of keys.
 *
 * @param format the version of the format; a later format has another number
 * @param watchList the tenant and its consumers in the format of the watch list
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

    /** @param jwk as published, if it is stored; private members are omitted */
    record BundledKey(@JsonUnwrapped KeyView key, Optional<JsonNode> jwk) {}
}
