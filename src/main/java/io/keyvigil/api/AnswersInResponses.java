package io.keyvigil.api;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers response types for reflection in a native executable. Resources put them into a {@code Response} or write them as
 * JSON, and Quarkus therefore does not find their types in a method signature.
 */
@RegisterForReflection(
        targets = {Problem.class, DiagnosisView.class},
        registerFullHierarchy = true)
final class AnswersInResponses {
    private AnswersInResponses() {}
}
