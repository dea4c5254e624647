package io.keyvigil.risk;

import io.keyvigil.ntp.ClockDrift;
import io.keyvigil.ntp.ClockStep;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.ServerClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ClockDrift} against the tenant's leeway, and {@code ProviderClockDrift}.
 *
 * <ol>
 *   <li>A provider's clock is held against true time where that is known, else nothing is said: our own may be the wrong one.
 *   <li>Only what is certain counts, by the endpoint that looks better: a shared cache may keep an old {@code Date}.
 *   <li>It is off where that is more than half of the smallest leeway, by {@link LeewayThreshold}.
 *   <li>What was measured before this clock was set says nothing.
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
     * @param behind true time − the provider's clock
     * @param certain the least that it is off
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
                        + Wording.of(skew.behind().abs()) + (ahead ? " ahead of" : " behind")
                        + " true time, at least " + Wording.of(skew.certain()),
                Map.of(
                        "offset", skew.behind().negated().toString(),
                        "at-least", skew.certain().toString(),
                        "leeway", subject.leeway().toString()));
    }
}
