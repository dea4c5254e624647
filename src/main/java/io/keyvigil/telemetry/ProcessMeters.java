package io.keyvigil.telemetry;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The single registry of this process's own meters. The platform's default bean is a separate instance for each injection point.
 */
@Singleton
final class ProcessMeters {

    @Produces
    @Singleton
    CollectorRegistry registry() {
        return new CollectorRegistry(true);
    }
}
