package io.keyvigil.risk;

import java.util.List;

/** Assesses one tenant: runs the checks of all families of risks. Pure. */
final class TenantAssessment {

    private static final List<TenantCheck> CHECKS = List.of(
            new UpcomingRotationCheck(),
            new NewKeyCheck(),
            new ObservedCacheCheck(),
            new UnpublishedKeyCheck(),
            new UnsafeRotationCheck(),
            new ChangedKeysCheck(),
            new SigningLeadCheck(),
            new KeySetCheck(),
            new MetadataCheck(),
            new ReachabilityCheck(),
            new ClockCheck());

    private TenantAssessment() {}

    static Findings of(TenantSubject subject) {
        Findings findings = new Findings();
        for (TenantCheck check : CHECKS) {
            check.look(subject, findings);
        }
        return findings;
    }
}
