package io.keyvigil.diagnosis;

/** Reports that the latest keys could not be fetched, and why: the provider is unreachable, or it refuses. */
final class FailedPoll {

    private FailedPoll() {}

    /** A sentence to append to another one; empty if no poll failed. */
    static String of(TokenUnderDiagnosis token) {
        if (!token.pollFailed()) {
            return "";
        }
        return token.subject()
                .flatMap(subject -> subject.state().health().lastFailure())
                .map(failure -> " The poll for newer keys failed (" + failure.code() + "): "
                        + Evidence.shortened(failure.detail()) + ".")
                .orElse(" The poll for newer keys failed.");
    }
}
