package io.keyvigil.cli;

import io.keyvigil.notify.NotificationSettings;
import io.keyvigil.notify.Notifier;
import io.keyvigil.risk.RiskWatch;
import io.keyvigil.store.Store;
import io.keyvigil.telemetry.BuildVersion;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Creates the components that send notifications of risks. */
@Singleton
final class NotificationWiring {

    @Produces
    @Singleton
    NotificationSettings notificationSettings(KeyvigilConfig config) {
        return new NotificationSettings(
                config.notifyAlertmanager().orElse(List.of()),
                config.notifyWebhook(),
                config.notifyWebhookSecretFile(),
                config.notifySeverity(),
                config.notifyExternalUrl());
    }

    @Produces
    @Singleton
    Notifier notifier(
            NotificationSettings settings,
            RiskWatch risks,
            Store store,
            Clock clock,
            BuildVersion version,
            WatchThreads threads) {
        return new Notifier(
                settings,
                store.outbox(),
                risks::active,
                risks::activeHere,
                clock,
                threads.executor(),
                HttpClientSettings.executor(),
                version.value());
    }
}
