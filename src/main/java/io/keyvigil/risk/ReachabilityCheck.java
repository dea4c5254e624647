package io.keyvigil.risk;

import io.keyvigil.consumer.Certainty;
import io.keyvigil.consumer.ConsumerAtTenant;
import io.keyvigil.consumer.Exposure;
import io.keyvigil.consumer.ExposureCause;
import io.keyvigil.provider.Exchange;
import io.keyvigil.tenant.DurationText;
import io.keyvigil.watch.PollHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ProviderUnreachable}, {@code ProviderSlow} and {@code TlsExpiring}: risks of access to the keys.
 *
 * <ol>
 *   <li>Unreachable after {@value #FEWEST_FAILURES} failed polls in a row, after one if the keys were never fetched: a
 *       single lost packet is an event, not a risk. Critical once cached keys of a consumer have certainly expired.
 *   <li>Slow if the last fetch of the keys took longer than the timeout of a consumer.
 *   <li>A certificate is reported {@link #TLS_ENDS_WITHIN} before it expires: certificates of 90 and of 47 days are usually
 *       renewed earlier.
 * </ol>
 */
final class ReachabilityCheck implements TenantCheck {

    private static final int FEWEST_FAILURES = 2;
    private static final Duration TLS_ENDS_WITHIN = Duration.ofDays(7);

    @Override
    public void look(TenantSubject subject, Findings findings) {
        if (!subject.hadHere()) {
            findings.leaveUndecided(Risk.PROVIDER_SLOW);
            findings.leaveUndecided(Risk.TLS_EXPIRING);
        }
        PollHealth health = subject.state().health();
        if (health.failures() >= (health.lastSuccess().isPresent() ? FEWEST_FAILURES : 1)) {
            findings.add(unreachable(subject));
        }
        slow(subject, findings);
        subject.exchanges().stream()
                .flatMap(exchange -> exchange.tlsNotAfter().stream())
                .min(Comparator.naturalOrder())
                .filter(end -> !subject.now().isBefore(end.minus(TLS_ENDS_WITHIN)))
                .ifPresent(end -> findings.add(
                        Risk.TLS_EXPIRING,
                        Optional.of(end),
                        "Consumers cannot fetch the keys of " + subject.name() + " after " + Wording.of(end)
                                + ": a TLS certificate of its endpoints expires",
                        Map.of("not-after", Wording.of(end))));
    }

    /** The keys of a consumer that expire. */
    private record RunningOut(String consumer, Exposure exposure) {}

    private static Finding unreachable(TenantSubject subject) {
        List<RunningOut> runningOut = new ArrayList<>(0);
        for (ConsumerAtTenant party : subject.consumers()) {
            party.forecast().exposures().stream()
                    .filter(exposure -> exposure.cause() == ExposureCause.PROVIDER_UNREACHABLE)
                    .map(exposure -> new RunningOut(party.consumer().id().value(), exposure))
                    .forEach(runningOut::add);
        }
        Optional<RunningOut> certain = first(runningOut, Certainty.CERTAIN);
        Optional<RunningOut> first = certain.or(() -> first(runningOut, Certainty.WORST_CASE));
        boolean out =
                certain.filter(each -> each.exposure().covers(subject.now())).isPresent();
        return new Finding(
                Risk.PROVIDER_UNREACHABLE,
                out ? Severity.CRITICAL : Severity.WARNING,
                Optional.empty(),
                first.map(each -> each.exposure().from()),
                text(subject, first, out),
                evidence(subject, first));
    }

    private static Optional<RunningOut> first(List<RunningOut> runningOut, Certainty certainty) {
        return runningOut.stream()
                .filter(each -> each.exposure().certainty() == certainty)
                .min(Comparator.comparing(each -> each.exposure().from()));
    }

    private static String text(TenantSubject subject, Optional<RunningOut> first, boolean out) {
        PollHealth health = subject.state().health();
        String consequence = first.map(each -> each.consumer()
                        + (out ? " rejects all tokens of " : " may reject all tokens of ")
                        + subject.name()
                        + (each.exposure().from().isAfter(subject.now()) ? " from " : " since ")
                        + Wording.of(each.exposure().from()))
                .orElse("Consumers of " + subject.name() + " that start or refresh now cannot get its keys");
        return consequence + ": Keyvigil cannot fetch the key set"
                + health.lastFailure()
                        .map(failure -> " (" + failure.reason().explanation() + ")")
                        .orElse("")
                + health.lastSuccess()
                        .map(at -> ". Last successful fetch: " + Wording.of(at))
                        .orElse("");
    }

    private static Map<String, String> evidence(TenantSubject subject, Optional<RunningOut> first) {
        PollHealth health = subject.state().health();
        Map<String, String> evidence = new LinkedHashMap<>();
        health.lastFailure().ifPresent(failure -> {
            evidence.put("reason", failure.code());
            evidence.put("detail", failure.detail());
        });
        evidence.put("failed-polls", Integer.toString(health.failures()));
        health.lastSuccess().ifPresent(at -> evidence.put("last-success", Wording.of(at)));
        first.ifPresent(each -> evidence.put("consumer", each.consumer()));
        return evidence;
    }

    private static void slow(TenantSubject subject, Findings findings) {
        String slowFor = subject.consumers().isEmpty() ? "" : subject.exposed(ExposureCause.PROVIDER_SLOW);
        if (!slowFor.isEmpty()) {
            Duration took = subject.state().jwks().map(Exchange::took).orElse(Duration.ZERO);
            findings.add(
                    Risk.PROVIDER_SLOW,
                    subject.state().jwks().map(Exchange::at),
                    slowFor + " cannot fetch the keys of " + subject.name()
                            + ", and rejects tokens of keys that are not in" + " its cache: the last fetch took "
                            + DurationText.of(took) + ", longer than its HTTP timeout",
                    Map.of("took", took.toString(), "consumers", slowFor));
        }
    }
}
