package io.keyvigil.risk;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ClockStep;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.ServerClock;
import io.keyvigil.tenant.DurationText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ClockDrift} against the tenant's leeway, and {@code ProviderClockDrift}.
 *
 * <ol>
 *   <li>A provider's clock is compared with the actual time if that is known. Otherwise nothing is reported, because this
 *       machine's clock may be the wrong one.
 *   <li>Only the certain part of the offset counts, at the endpoint with the smaller offset: a shared cache may return an old
 *       {@code Date}.
 *   <li>The clock is out of sync if that part is more than half of the smallest leeway, by {@link LeewayThreshold}.
 *   <li>Measurements from before this machine's clock was set are ignored.
 * </ol>
 */
final class ClockCheck implements TenantCheck {

    @Override
    public void look(TenantSubject subject, Findings findings) {
        if (!subject.hadHere()) {
            findings.leaveUndecided(Risk.PROVIDER_CLOCK_DRIFT);
        }
        ClockDrift drift = subject.drift();
        if (drift.known().isEmpty()) {
            return;
        }
        ClockError.finding(drift, subject.leeway(), "of " + subject.name()).ifPresent(findings::add);
        Optional<ClockStep> step = drift.lastStep();
        LeewayThreshold margin = new LeewayThreshold(subject.leeway());
        Optional<Skew> least = Optional.empty();
        for (Exchange exchange : subject.exchanges()) {
            if (exchange.serverClock().isPresent()
                    && step.filter(last -> last.overtook(exchange.at())).isEmpty()) {
                Skew skew = Skew.of(exchange.serverClock().get(), drift.known().get());
                least = least.filter(known -> known.certain().compareTo(skew.certain()) <= 0)
                        .or(() -> Optional.of(skew));
            }
        }
        least.filter(skew -> margin.severity(skew.certain()).isPresent())
                .ifPresent(skew -> findings.add(providerOff(subject, skew)));
    }

    /**
     * @param behind the actual time − the provider's clock
     * @param certain the minimum size of the offset
     */
    private record Skew(Duration behind, Duration certain) {
        static Skew of(ServerClock server, ClockDrift.Known here) {
            Duration behind = server.offset().minus(here.offset());
            Duration bound = server.errorBound().plus(here.errorBound());
            return new Skew(behind, behind.abs().minus(bound));
        }
    }

    private static Finding providerOff(TenantSubject subject, Skew skew) {
        boolean ahead = skew.behind().isNegative();
        return new Finding(
                Risk.PROVIDER_CLOCK_DRIFT,
                Severity.WARNING,
                Optional.empty(),
                Optional.empty(),
                "Consumers may reject tokens of " + subject.name()
                        + (ahead ? " as not valid yet" : " as expired, before their time") + ": its clock is about "
                        + DurationText.of(skew.behind().abs()) + (ahead ? " ahead of" : " behind")
                        + " the actual time, at least " + DurationText.of(skew.certain()),
                Map.of(
                        "offset", skew.behind().negated().toString(),
                        "at-least", skew.certain().toString(),
                        "leeway", subject.leeway().toString()));
    }
}
