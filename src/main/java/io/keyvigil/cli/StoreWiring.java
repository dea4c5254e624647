package io.keyvigil.cli;

import io.keyvigil.store.EmbeddedStore;
import io.keyvigil.store.SharedStore;
import io.keyvigil.store.Store;
import io.keyvigil.watch.Claims;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/** Selects the store: the shared one if its data source has a URL, else the embedded one. */
@Singleton
final class StoreWiring {

    @Produces
    @Singleton
    Store store(
            KeyvigilConfig config,
            @DataSource("embedded") javax.sql.DataSource embedded,
            @FlywayDataSource("embedded") Flyway embeddedSchema,
            @DataSource("shared") InjectableInstance<javax.sql.DataSource> shared,
            @FlywayDataSource("shared") InjectableInstance<Flyway> sharedSchema) {
        return shared.getHandle().getBean().isActive()
                ? new SharedStore(shared.get(), sharedSchema.get())
                : new EmbeddedStore(config.dataDir(), embedded, embeddedSchema);
    }

    @Produces
    @Singleton
    Claims claims(Store store) {
        return store.claims();
    }
}
