package io.keyvigil.risk;

import io.keyvigil.ntp.ClockDrift;
import java.time.Duration;
import java.util.Optional;

/**
 * The input of the checks of this process at one time.
 *
 * @param leeway the smallest among all tenants
 * @param refused why the current watch list is not applied
 * @param storeFailure why the history cannot be written
 * @param late the tenants without a poll for more than three intervals
 */
record InstanceSubject(
        ClockDrift drift,
        Duration leeway,
        Optional<String> refused,
        Optional<String> storeFailure,
        long late,
        int tenants) {}
