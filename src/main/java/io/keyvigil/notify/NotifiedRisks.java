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
 * The reported risks that have not resolved. Notifications follow from them and from the active risks.
 *
 * <ol>
 *   <li>Only risks of the minimum severity are reported. One that falls below it is reported as resolved, one that rises to it as fired.
 *   <li>Fired and resolved alternate for one risk, also across restarts.
 * </ol>
 *
 * For one thread.
 */
final class NotifiedRisks {

    private final Severity least;
    private final Map<Subject, ActiveRisk> told = new HashMap<>();

    NotifiedRisks(Severity least, Collection<ActiveRisk> toldBefore) {
        this.least = least;
        toldBefore.forEach(risk -> told.put(Subject.of(risk), risk));
    }

    /** The notifications that were missed while no process ran, or because one ended too early. */
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

    /** A firing that was reported while the clock was ahead has an earlier time since then. */
    private static boolean sameFiring(ActiveRisk before, ActiveRisk now) {
        return now != null && now.since().toEpochMilli() <= before.since().toEpochMilli();
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

    /** Another process reports this risk; empty if it has resolved. */
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
