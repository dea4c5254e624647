package io.keyvigil.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;

/** The service under test goes by a clock that stands still from its start until a test moves it. */
public final class HandMovedTime implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(StandingClock.class);
    }

    /** Makes the clock, in place of the wall clock's producer. */
    @Alternative
    @Singleton
    public static class StandingClock {

        @Produces
        @Singleton
        MutableClock clock() {
            return MutableClock.at(Instant.now().toString());
        }
    }
}
