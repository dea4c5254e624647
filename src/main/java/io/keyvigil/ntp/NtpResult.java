package io.keyvigil.ntp;

import java.util.Optional;
import java.util.function.Function;

/** The outcome of one request to a time server. */
sealed interface NtpResult {

    record Answered(NtpSample sample) implements NtpResult {}

    /** @param kiss the code of the kiss-o'-death, empty if there was none (RFC 5905 section 7.4) */
    record Unanswered(NtpFailure reason, Optional<String> kiss) implements NtpResult {
        static Unanswered of(NtpFailure reason) {
            return new Unanswered(reason, Optional.empty());
        }
    }

    default <T> T fold(Function<Answered, T> answered, Function<Unanswered, T> unanswered) {
        return this instanceof Answered result ? answered.apply(result) : unanswered.apply((Unanswered) this);
    }
}
