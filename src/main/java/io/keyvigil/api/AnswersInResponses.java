package io.keyvigil.api;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The answers that a native executable has to be told of: they are put into a {@code Response} or written as JSON by hand, so
 * that Quarkus does not see their types at a resource's method, as it does with all others.
 */
@RegisterForReflection(
        targets = {Problem.class, DiagnosisView.class},
        registerFullHierarchy = true)
final class AnswersInResponses {
    private AnswersInResponses() {}
}
