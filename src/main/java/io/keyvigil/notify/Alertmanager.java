package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One Alertmanager, by its API v2.
 *
 * <ol>
 *   <li>Every active alert is sent every {@link #EVERY}, and immediately after a change: Alertmanager ends alerts that are not repeated.
 *   <li>An alert that ended is sent with {@code endsAt} until it is accepted; also one whose severity changed, because severity is
 *       a label.
 *   <li>After a refusal alerts are sent without {@code startsAt}, and start when Alertmanager first receives them. It refuses
 *       alerts that start after they would end, and a clock that is minutes ahead would otherwise silence all of them.
 *   <li>A request holds at most {@value #MOST_ALERTS} alerts; those that ended come first.
 * </ol>
 */
final class Alertmanager implements Receiver {

    static final Duration EVERY = Duration.ofSeconds(60);

    private static final int MOST_ALERTS = 256;
    private static final String CONTENT_TYPE = "application/json";

    private final URI uri;
    private final String name;
    private final Supplier<List<ActiveRisk>> active;
    private final String externalUrl;
    private final DeliveryClient client;
    private final WaitingEntries waiting = new WaitingEntries(WaitingEntries.MOST);
    private final Deque<Delivery> sweep = new ArrayDeque<>();
    private Instant lastSweep = Instant.EPOCH;
    private boolean refused;
    private volatile boolean stale = true;

    /**
     * @param base the address without {@code /api/v2}
     * @param active the risks that Alertmanager should show now
     */
    Alertmanager(URI base, Supplier<List<ActiveRisk>> active, String externalUrl, DeliveryClient client) {
        this.uri = URI.create(base.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
        this.name = "alertmanager-" + UUID.nameUUIDFromBytes(uri.toString().getBytes(StandardCharsets.UTF_8));
        this.active = active;
        this.externalUrl = externalUrl;
        this.client = client;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return HttpDeliveryClient.shown(uri);
    }

    @Override
    public Optional<OutboxEntry> entry(Notification notification, Instant now) {
        stale = true;
        return notification
                .before()
                .map(before -> new OutboxEntry(
                        name,
                        notification.id(),
                        Subject.of(before).text(),
                        now,
                        Alert.ended(before, notification.at(), externalUrl)));
    }

    @Override
    public WaitingEntries waiting() {
        return waiting;
    }

    @Override
    public Optional<Delivery> next(Instant now) {
        boolean due = now.isBefore(lastSweep) || !now.isBefore(lastSweep.plus(EVERY));
        if (sweep.isEmpty() && (stale || due || waiting.size() > 0)) {
            stale = false;
            lastSweep = now;
            begin();
        }
        return Optional.ofNullable(sweep.peekFirst());
    }

    private void begin() {
        List<OutboxEntry> ended = waiting.firsts(WaitingEntries.MOST);
        for (int from = 0; from < ended.size(); from += MOST_ALERTS) {
            List<OutboxEntry> part = ended.subList(from, Math.min(ended.size(), from + MOST_ALERTS));
            sweep.add(delivery(part.stream().map(OutboxEntry::body).toList(), part));
        }
        List<ActiveRisk> risks = active.get();
        for (int from = 0; from < risks.size(); from += MOST_ALERTS) {
            List<ActiveRisk> part = risks.subList(from, Math.min(risks.size(), from + MOST_ALERTS));
            sweep.add(delivery(
                    part.stream()
                            .map(risk -> Alert.active(risk, externalUrl, !refused))
                            .toList(),
                    List.of()));
        }
    }

    private Delivery delivery(List<String> alerts, List<OutboxEntry> ended) {
        List<String> kept = new ArrayList<>(alerts);
        return new Delivery(
                () -> client.post(new Message(uri, CONTENT_TYPE, Map.of(), "[" + String.join(",", kept) + "]")), ended);
    }

    @Override
    public void ended(DeliveryResult result, Collection<OutboxEntry> entries, Instant now) {
        if (result.taken()) {
            sweep.pollFirst();
        } else {
            sweep.clear();
            stale = true;
            refused |= result.refused();
        }
    }
}
