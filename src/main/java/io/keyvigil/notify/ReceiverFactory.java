package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes the receivers that settings without problems name. */
final class ReceiverFactory {

    private final NotificationSettings settings;
    private final Clock clock;

    ReceiverFactory(NotificationSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param active all risks that are active */
    List<Receiver> receivers(Supplier<List<ActiveRisk>> active, DeliveryClient client) {
        List<Receiver> receivers = new ArrayList<>();
        for (URI base : settings.alertmanagerUris()) {
            receivers.add(new Alertmanager(base, () -> tellable(active.get()), settings.externalUrl(), client));
        }
        settings.webhookUri()
                .ifPresent(uri -> receivers.add(new Webhook(
                        uri, settings.secretFile().map(SigningSecret::new), settings.externalUrl(), client, clock)));
        return receivers;
    }

    private List<ActiveRisk> tellable(List<ActiveRisk> risks) {
        return risks.stream()
                .filter(risk -> risk.severity().compareTo(settings.least()) >= 0)
                .toList();
    }
}
