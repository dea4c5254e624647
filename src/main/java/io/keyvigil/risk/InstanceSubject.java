package io.keyvigil.risk;

import io.keyvigil.ntp.ClockDrift;
import java.time.Duration;
import java.util.Optional;

/**
 * All that is looked at for this process, at one moment.
 *
 * @param leeway the smallest among all tenants
 * @param refused why the watch list as it is now is not in force
 * @param storeFailure why the history cannot be written
 * @param late the tenants that were not polled for more than three intervals
 */
record InstanceSubject(
        ClockDrift drift,
        Duration leeway,
        Optional<String> refused,
        Optional<String> storeFailure,
        long late,
        int tenants) {}
