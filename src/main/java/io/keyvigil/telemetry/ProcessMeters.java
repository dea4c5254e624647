package io.keyvigil.telemetry;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one registry of this process's own meters. The platform's default bean is another one for each who asks for it. */
@Singleton
final class ProcessMeters {

    @Produces
    @Singleton
    CollectorRegistry registry() {
        return new CollectorRegistry(true);
    }
}
