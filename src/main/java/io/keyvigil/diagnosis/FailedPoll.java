package io.keyvigil.diagnosis;

/** Says that the newest keys could not be fetched, and why: an unreachable provider and one that refuses are two things. */
final class FailedPoll {

    private FailedPoll() {}

    /** A sentence after another one; empty if no poll failed. */
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
