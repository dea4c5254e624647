package io.keyvigil.diagnosis;

import io.keyvigil.jose.Jwt;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.watch.KeyEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The input of all checks.
 *
 * @param jwt empty if the header is unreadable, or if there is no token
 * @param subject the tenant; empty if none was found
 * @param foundBy the method by which it was found, for users
 * @param pollFailed whether a poll for this token failed
 * @param at the time to validate at: that of the failure, otherwise now
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

    /** Whether no tenant is monitored and no keys were given. */
    boolean nothingKnown() {
        return subject.isEmpty() && watchList.tenants().isEmpty();
    }

    /** Whether there are keys for verification, but no tenant with settings. */
    boolean keysOnly() {
        return subject.filter(Subject::pasted).isPresent();
    }

    @Override
    public String toString() {
        return "TokenUnderDiagnosis";
    }
}
