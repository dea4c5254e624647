package io.keyvigil.notify;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends one CloudEvent per notification, one at a time; signed by Standard Webhooks if there is a secret. */
final class Webhook implements Receiver {

    private static final String NAME = "webhook";

    private final URI uri;
    private final Optional<SigningSecret> secret;
    private final String source;
    private final DeliveryClient client;
    private final Clock clock;
    private final WaitingEntries waiting = new WaitingEntries(WaitingEntries.MOST);

    /** @param source what the events say they come from */
    Webhook(URI uri, Optional<SigningSecret> secret, String source, DeliveryClient client, Clock clock) {
        this.uri = uri;
        this.secret = secret;
        this.source = source;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return HttpDeliveryClient.shown(uri);
    }

    @Override
    public Optional<OutboxEntry> entry(Notification notification, Instant now) {
        return Optional.of(new OutboxEntry(
                NAME,
                notification.id(),
                Subject.of(notification.risk()).text(),
                now,
                CloudEvent.json(notification, source)));
    }

    @Override
    public WaitingEntries waiting() {
        return waiting;
    }

    @Override
    public Optional<Delivery> next(Instant now) {
        return waiting.first().map(entry -> new Delivery(() -> send(entry), List.of(entry)));
    }

    private DeliveryResult send(OutboxEntry entry) {
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = new HashMap<>();
        headers.put("webhook-id", entry.id());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        if (secret.isPresent()) {
            Optional<String> signature = secret.get().signature(entry.id(), timestamp, entry.body());
            if (signature.isEmpty()) {
                return DeliveryResult.failed(
                        DeliveryFailure.SECRET, secret.get().problem().orElse("the secret was not readable"));
            }
            headers.put("webhook-signature", signature.get());
        }
        return client.post(new Message(uri, CloudEvent.CONTENT_TYPE, headers, entry.body()));
    }

    @Override
    public void ended(DeliveryResult result, Collection<OutboxEntry> entries, Instant now) {
        // The next entry does not depend on it.
    }
}
