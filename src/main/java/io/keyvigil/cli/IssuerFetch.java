package io.keyvigil.cli;

import io.keyvigil.diagnosis.Subject;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.provider.HttpProviderClient;
import io.keyvigil.provider.Round;
import io.keyvigil.tenant.IssuerList;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchListProblem;
import io.keyvigil.tenant.WatchListReading;
import io.keyvigil.watch.TenantState;
import java.time.Clock;
import java.time.Instant;

/** Fetches an issuer's keys once. */
final class IssuerFetch {

    private final Clock clock;

    IssuerFetch(Clock clock) {
        this.clock = clock;
    }

    /** Returns the issuer with its keys, or without keys if they cannot be fetched, which the diagnosis reports. */
    Subject subject(String issuer) {
        Tenant tenant = tenant(issuer);
        HttpClientSettings.apply();
        Instant now = clock.instant();
        FetchResult result = new HttpProviderClient(clock, HttpClientSettings.executor(), Version.read())
                .fetch(tenant, TenantState.UNSEEN.known(), new Round());
        return new Subject(
                tenant, TenantState.UNSEEN.next(result, now, clock.instant()).after(), false);
    }

    private static Tenant tenant(String issuer) {
        WatchListReading reading = IssuerList.parse(issuer);
        if (reading.watchList().isEmpty() || reading.watchList().get().tenants().size() != 1) {
            throw new UsageException("--issuer is one issuer"
                    + reading.problems().stream()
                            .findFirst()
                            .map(WatchListProblem::problem)
                            .map(problem -> ": " + problem)
                            .orElse(""));
        }
        return reading.watchList().get().tenants().values().iterator().next();
    }
}
