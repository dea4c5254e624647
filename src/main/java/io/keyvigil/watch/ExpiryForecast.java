package io.keyvigil.watch;

import io.keyvigil.jose.Jwk;
import io.keyvigil.jose.KeyValidity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The next change by the expiry that the published keys state.
 *
 * <ol>
 *   <li>{@code exp} and {@code nbf} are used until the withdrawn keys refute them: more keys were withdrawn long before or
 *       after their {@code exp} than near it.
 *   <li>Certificates are used only after {@value #FEWEST_MET} keys were withdrawn near their {@code notAfter}, and more
 *       than were not: the certificates of most providers expire years after the withdrawal of the key.
 *   <li>The time between withdrawal and expiry is learned from withdrawn keys.
 * </ol>
 */
final class ExpiryForecast {

    private static final int FEWEST_MET = 2;
    private static final Duration DAY = Duration.ofDays(1);

    private final NextRotation.Basis basis;
    private final Leads leads;
    private final TenantState state;
    private final Function<KeyValidity, Optional<Instant>> end;

    private ExpiryForecast(
            TenantState state, NextRotation.Basis basis, Function<KeyValidity, Optional<Instant>> end, Leads leads) {
        this.state = state;
        this.basis = basis;
        this.end = end;
        this.leads = leads;
    }

    static Optional<NextRotation> declared(TenantState state, Instant now) {
        if (saysNothing(state, validity -> validity.notAfter().or(validity::notBefore))) {
            return Optional.empty();
        }
        Leads leads = Leads.of(
                state, KeyValidity::notAfter, validity -> validity.notBefore().or(validity::issuedAt));
        ExpiryForecast ends = new ExpiryForecast(state, NextRotation.Basis.DECLARED, KeyValidity::notAfter, leads);
        Optional<NextRotation> end = leads.missed() > leads.met() ? Optional.empty() : ends.next(now);
        return Stream.of(begin(state, now), end).flatMap(Optional::stream).min(Comparator.comparing(NextRotation::at));
    }

    static Optional<NextRotation> certificates(TenantState state, Instant now) {
        if (saysNothing(state, KeyValidity::certificateNotAfter)) {
            return Optional.empty();
        }
        Leads leads = Leads.of(state, KeyValidity::certificateNotAfter, KeyValidity::certificateNotBefore);
        ExpiryForecast ends =
                new ExpiryForecast(state, NextRotation.Basis.CERTIFICATE, KeyValidity::certificateNotAfter, leads);
        return leads.met() < FEWEST_MET || leads.missed() >= leads.met() ? Optional.empty() : ends.next(now);
    }

    private static boolean saysNothing(TenantState state, Function<KeyValidity, Optional<Instant>> statement) {
        for (ObservedKey key : state.keys()) {
            if (key.published()
                    && !key.jwk().validity().equals(KeyValidity.UNSTATED)
                    && statement.apply(key.jwk().validity()).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** A key with a future {@code nbf} will become the signing key. */
    private static Optional<NextRotation> begin(TenantState state, Instant now) {
        return published(state)
                .flatMap(jwk -> jwk.validity().notBefore().stream())
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .map(begin -> NextRotation.from(
                        now,
                        begin,
                        begin,
                        begin.plus(DAY),
                        NextRotation.Basis.DECLARED,
                        0.6,
                        "a published key says nbf of this moment: it may sign from then on"));
    }

    private Optional<NextRotation> next(Instant now) {
        return published(state)
                .flatMap(jwk -> end.apply(jwk.validity()).stream())
                .filter(stated -> !now.isAfter(latest(stated)))
                .min(Instant::compareTo)
                .map(stated -> NextRotation.from(
                        now,
                        stated.minus(leads.usual()),
                        leads.met() == 0 ? now : stated.minus(leads.longest()).minus(DAY),
                        latest(stated),
                        basis,
                        confidence(),
                        explanation(stated)));
    }

    private Instant latest(Instant stated) {
        return stated.minus(leads.shortest()).plus(DAY);
    }

    /** A share with an initial value of two thirds. */
    private double confidence() {
        return (leads.met() + 2.0) / (leads.met() + leads.missed() + 3.0);
    }

    private String explanation(Instant stated) {
        String what = basis == NextRotation.Basis.DECLARED ? "a published key says exp " : "a key's certificate ends ";
        String past = leads.met() == 0
                ? "; no key was seen to leave yet"
                : "; " + leads.met() + " of " + (leads.met() + leads.missed())
                        + " withdrawn keys left near their stated end";
        return what + stated + past;
    }

    private static Stream<Jwk> published(TenantState state) {
        return state.keys().stream()
                .takeWhile(ObservedKey::published)
                .map(ObservedKey::jwk)
                .filter(Jwk::forSigning);
    }

    /**
     * The times from withdrawal to the stated expiry of the withdrawn keys; negative after the expiry.
     *
     * @param near those near the expiry, in ascending order
     */
    private record Leads(List<Duration> near, int missed) {

        private static final int NEAR_SHARE = 10;

        static Leads of(
                TenantState state,
                Function<KeyValidity, Optional<Instant>> end,
                Function<KeyValidity, Optional<Instant>> begin) {
            List<ObservedKey> telling = state.keys().stream()
                    .filter(key -> !key.published())
                    .filter(key -> end.apply(key.jwk().validity()).isPresent())
                    .toList();
            List<Duration> near = telling.stream()
                    .filter(key -> lead(key, end).abs().compareTo(near(key, end, begin)) <= 0)
                    .map(key -> lead(key, end))
                    .sorted()
                    .toList();
            return new Leads(near, telling.size() - near.size());
        }

        private static Duration lead(ObservedKey key, Function<KeyValidity, Optional<Instant>> end) {
            return Duration.between(
                    key.withdrawal().orElseThrow().at(),
                    end.apply(key.jwk().validity()).orElseThrow());
        }

        /** A tenth of the stated lifetime, at least a day. */
        private static Duration near(
                ObservedKey key,
                Function<KeyValidity, Optional<Instant>> end,
                Function<KeyValidity, Optional<Instant>> begin) {
            Instant from = begin.apply(key.jwk().validity()).orElse(key.firstSeen());
            Duration share = Duration.between(
                            from, end.apply(key.jwk().validity()).orElseThrow())
                    .dividedBy(NEAR_SHARE);
            return share.compareTo(DAY) < 0 ? DAY : share;
        }

        int met() {
            return near.size();
        }

        Duration usual() {
            return near.isEmpty() ? Duration.ZERO : near.get(near.size() / 2);
        }

        Duration shortest() {
            return near.isEmpty() ? Duration.ZERO : near.get(0);
        }

        Duration longest() {
            return near.isEmpty() ? Duration.ZERO : near.get(near.size() - 1);
        }
    }
}
