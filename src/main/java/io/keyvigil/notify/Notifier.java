package io.keyvigil.notify;

import io.keyvigil.notify.Outbox.Kept;
import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.RiskListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Notifies receivers of risks.
 *
 * <ol>
 *   <li>A notification is in the outbox before it is delivered, and until its receiver has accepted it. It is delivered once. It
 *       is repeated, with the same id, only if a response was lost, or if the process ended or lost the store between a delivery
 *       and its record.
 *   <li>If processes share a store, one of them delivers each entry. Another takes over the entries of a failed process by {@link
 *       #takeOver}. Each process tracks the notifications of the others and can therefore continue any risk.
 *   <li>At start, missed notifications are derived; earlier ones are not repeated.
 *   <li>Receivers do not wait for each other, and the assessment of risks waits for none.
 * </ol>
 *
 * The caller calls {@link #tick} about every second and {@link #takeOver} every ten, and checks {@link NotificationSettings#problems}.
 */
public final class Notifier implements RiskListener {

    private static final Logger LOG = Logger.getLogger(Notifier.class);
    private static final int MOST_UNHEARD = 20_000;
    private static final long LONGEST_STOP_SECONDS = 5;

    /** By then a process that starts is known to the others. */
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final NotificationSettings settings;
    private final OutboxKeeper keeper;
    private final Supplier<List<ActiveRisk>> active;
    private final Supplier<List<ActiveRisk>> activeHere;
    private final Clock clock;
    private final Executor executor;
    private final DoubleSupplier random;
    private final Supplier<DeliveryClient> client;
    private final Deque<Function<NotifiedRisks, List<Notification>>> unheard = new ArrayDeque<>();
    private volatile List<Dispatcher> dispatchers = List.of();
    private NotifiedRisks told;

    /**
     * @param active the risks that are active now
     * @param activeHere those that are this process' to repeat
     * @param executor runs the deliveries
     * @param httpExecutor runs the HTTP client's steps; not one whose threads all wait for deliveries
     * @param version what follows {@code keyvigil/} in {@code User-Agent}
     */
    public Notifier(
            NotificationSettings settings,
            Outbox outbox,
            Supplier<List<ActiveRisk>> active,
            Supplier<List<ActiveRisk>> activeHere,
            Clock clock,
            Executor executor,
            Executor httpExecutor,
            String version) {
        this(
                settings,
                outbox,
                active,
                activeHere,
                clock,
                executor,
                () -> ThreadLocalRandom.current().nextDouble(),
                () -> new HttpDeliveryClient(clock, httpExecutor, version, HttpDeliveryClient.DEADLINE));
    }

    Notifier(
            NotificationSettings settings,
            Outbox outbox,
            Supplier<List<ActiveRisk>> active,
            Supplier<List<ActiveRisk>> activeHere,
            Clock clock,
            Executor executor,
            DoubleSupplier random,
            Supplier<DeliveryClient> client) {
        this.settings = settings;
        this.keeper = new OutboxKeeper(outbox);
        this.active = active;
        this.activeHere = activeHere;
        this.clock = clock;
        this.executor = executor;
        this.random = random;
        this.client = client;
    }

    /** Takes up what the process before left; to be called once, when the active risks are known and before one can change. */
    public void start() {
        if (settings.hasNoReceivers()) {
            return;
        }
        dispatchers = new ReceiverFactory(settings, clock)
                .receivers(activeHere, client.get()).stream()
                        .map(receiver -> new Dispatcher(receiver, keeper, clock, executor, random))
                        .toList();
        Kept kept = keeper.load();
        told = new NotifiedRisks(settings.least(), kept.told());
        restore(kept.waiting());
        note(told.missed(active.get(), clock.instant()));
        LOG.infof(
                "event=notifying receivers=%d waiting=%d",
                dispatchers.size(), kept.waiting().size());
    }

    private void restore(Collection<OutboxEntry> waiting) {
        List<OutboxEntry> ownerless = new ArrayList<>();
        for (OutboxEntry entry : waiting) {
            Optional<Dispatcher> owner = dispatchers.stream()
                    .filter(dispatcher -> dispatcher.name().equals(entry.receiver()))
                    .findFirst();
            owner.ifPresentOrElse(dispatcher -> dispatcher.add(entry), () -> ownerless.add(entry));
        }
        if (!ownerless.isEmpty()) {
            LOG.infof("event=outbox-forgotten reason=receiver-not-set entries=%d", ownerless.size());
            keeper.remove(ownerless);
        }
    }

    /** Takes over what processes left that are gone. */
    public void takeOver() {
        if (dispatchers.isEmpty()) {
            return;
        }
        List<OutboxEntry> left = keeper.takeOver(clock.instant().minus(LONGEST_START));
        if (!left.isEmpty()) {
            LOG.infof("event=outbox-taken-over entries=%d", left.size());
            restore(left);
        }
    }

    /** Returns the listener for risks that other processes with the same store found and deliver. */
    public RiskListener followed() {
        return new ReplicatedRisks((subject, risk) -> apply(risks -> {
            risks.followed(subject, risk);
            return List.of();
        }));
    }

    @Override
    public void fired(ActiveRisk risk) {
        apply(risks -> risks.fired(risk));
    }

    @Override
    public void severityChanged(ActiveRisk risk) {
        Instant now = clock.instant();
        apply(risks -> risks.severityChanged(risk, now));
    }

    @Override
    public void resolved(ActiveRisk risk, Instant at) {
        apply(risks -> risks.resolved(risk, at));
    }

    /** Beyond the limit, single notifications are replaced by those that follow from the active risks. */
    private void apply(Function<NotifiedRisks, List<Notification>> news) {
        if (dispatchers.isEmpty()) {
            return;
        }
        synchronized (unheard) {
            if (unheard.size() == MOST_UNHEARD) {
                unheard.clear();
                unheard.add(risks -> risks.missed(active.get(), clock.instant()));
            }
            unheard.add(news);
        }
    }

    /** Writes down what happened since the call before, and begins the deliveries that are due. */
    public void tick() {
        heed();
        dispatchers.forEach(Dispatcher::begin);
    }

    private void heed() {
        if (dispatchers.isEmpty()) {
            return;
        }
        List<Function<NotifiedRisks, List<Notification>>> taken;
        synchronized (unheard) {
            taken = List.copyOf(unheard);
            unheard.clear();
        }
        note(taken.stream().flatMap(news -> news.apply(told).stream()).toList());
    }

    private void note(List<Notification> notifications) {
        List<Runnable> additions = new ArrayList<>();
        for (Notification notification : notifications) {
            List<OutboxEntry> entries = new ArrayList<>();
            for (Dispatcher dispatcher : dispatchers) {
                dispatcher.entry(notification).ifPresent(entry -> {
                    entries.add(entry);
                    additions.add(() -> dispatcher.add(entry));
                });
            }
            keeper.note(notification, entries);
        }
        keeper.flush();
        additions.forEach(Runnable::run);
        keeper.drainOthers().forEach(entry -> dispatchers.stream()
                .filter(dispatcher -> dispatcher.name().equals(entry.receiver()))
                .forEach(dispatcher -> dispatcher.leave(entry)));
    }

    /** Why notifications cannot be delivered now; empty if they can, or if there is no receiver. */
    public Optional<String> failure() {
        String failures = dispatchers.stream()
                .flatMap(dispatcher -> dispatcher.failure().stream())
                .collect(Collectors.joining("; "));
        return Optional.of(failures).filter(text -> !text.isEmpty());
    }

    /** Writes pending changes and completes the requests in flight; {@link #tick} must not be called afterwards. */
    public void stop() {
        heed();
        try {
            for (Dispatcher dispatcher : dispatchers) {
                if (!dispatcher.stop(LONGEST_STOP_SECONDS)) {
                    LOG.warnf("event=notification-unfinished receiver=%s", dispatcher.name());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.flush();
    }
}
