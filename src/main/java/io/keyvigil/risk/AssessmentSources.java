package io.keyvigil.risk;

import io.keyvigil.consumer.Forecasts;
import io.keyvigil.ntp.ClockWatch;
import io.keyvigil.tenant.WatchListSource;
import io.keyvigil.watch.Claims;
import io.keyvigil.watch.HistoryKeeper;
import io.keyvigil.watch.KeyWatch;
import java.time.Duration;

/**
 * The sources of a risk assessment.
 *
 * @param grace how long an observed cache without a recorded bound may lag
 */
public record AssessmentSources(
        KeyWatch watch,
        Forecasts forecasts,
        ClockWatch clock,
        WatchListSource source,
        HistoryKeeper keeper,
        Claims claims,
        Duration grace) {}
