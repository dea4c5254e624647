package io.keyvigil.notify;

import io.keyvigil.risk.ActiveRisk;
import io.keyvigil.risk.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The risks that were told and are not over: what has to be told follows from them and what is active.
 *
 * <ol>
 *   <li>Only risks of the least severity are told. One that falls below it is told as resolved, one that rises to it as fired.
 *   <li>Of one risk, fired and resolved alternate, also over restarts.
 * </ol>
 *
 * For one thread.
 */
final class ToldRisks {

    private final Severity least;
    private final Map<Subject, ActiveRisk> told = new HashMap<>();

    ToldRisks(Severity least, Collection<ActiveRisk> toldBefore) {
        this.least = least;
        toldBefore.forEach(risk -> told.put(Subject.of(risk), risk));
    }

    /** What was missed since the risks were told last: while nobody listened, or because a process ended too early. */
    List<Notification> missed(Collection<ActiveRisk> active, Instant now) {
        Map<Subject, ActiveRisk> current = new HashMap<>();
        active.forEach(risk -> current.put(Subject.of(risk), risk));
        List<Notification> notifications = new ArrayList<>();
        for (ActiveRisk before : List.copyOf(told.values())) {
            if (!sameFiring(before, current.get(Subject.of(before)))) {
                notifications.addAll(resolved(before, now));
            }
        }
        for (ActiveRisk risk : active) {
            notifications.addAll(told.containsKey(Subject.of(risk)) ? severityChanged(risk, now) : fired(risk));
        }
        return notifications;
    }

    private static boolean sameFiring(ActiveRisk before, ActiveRisk now) {
        return now != null && now.since().toEpochMilli() == before.since().toEpochMilli();
    }

    List<Notification> fired(ActiveRisk risk) {
        if (risk.severity().compareTo(least) < 0 || told.putIfAbsent(Subject.of(risk), risk) != null) {
            return List.of();
        }
        return List.of(Notification.fired(risk));
    }

    List<Notification> severityChanged(ActiveRisk risk, Instant at) {
        Subject subject = Subject.of(risk);
        boolean tellable = risk.severity().compareTo(least) >= 0;
        Optional<ActiveRisk> before = Optional.ofNullable(tellable ? told.put(subject, risk) : told.remove(subject));
        if (before.isEmpty() && !tellable
                || before.filter(earlier -> earlier.severity() == risk.severity())
                        .isPresent()) {
            return List.of();
        }
        NotificationKind kind = before.isEmpty()
                ? NotificationKind.FIRED
                : tellable ? NotificationKind.CHANGED : NotificationKind.RESOLVED;
        return List.of(Notification.severityChanged(kind, risk, before, at));
    }

    /** Another process told of it, and goes on to; empty where it is over. */
    void followed(Subject subject, Optional<ActiveRisk> risk) {
        risk.filter(each -> each.severity().compareTo(least) >= 0)
                .ifPresentOrElse(each -> told.put(subject, each), () -> told.remove(subject));
    }

    List<Notification> resolved(ActiveRisk risk, Instant at) {
        return Optional.ofNullable(told.remove(Subject.of(risk)))
                .map(before -> Notification.resolved(risk, before, at))
                .stream()
                .toList();
    }
}
