package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwt;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a check may look at.
 *
 * @param jwt empty where not even a header could be read, and where there is no token
 * @param subject the tenant, where one was found
 * @param foundBy how it was found, for people
 * @param pollFailed whether a poll that was made for this token failed
 * @param at the moment to judge: that of the failure, else now
 * @param recentEvents the tenant's key events around the token's iat and around {@code at}, newest first
 */
record TokenUnderDiagnosis(
        DiagnosisRequest request,
        PresentedToken presented,
        Optional<Jwt> jwt,
        Optional<Claims> claims,
        Optional<Subject> subject,
        String foundBy,
        boolean pollFailed,
        Expectation expectation,
        SignatureEvidence signature,
        Optional<TrueTime.Drift> drift,
        WatchList watchList,
        Instant at,
        List<KeyEvent> recentEvents) {

    boolean hasToken() {
        return request.token().isPresent();
    }

    /** Whether no tenant is watched and no keys were given. */
    boolean nothingKnown() {
        return subject.isEmpty() && watchList.tenants().isEmpty();
    }

    /** Whether there are keys to verify with and no tenant whose settings could be broken. */
    boolean keysOnly() {
        return subject.filter(Subject::pasted).isPresent();
    }

    @Override
    public String toString() {
        return "TokenUnderDiagnosis";
    }
}
