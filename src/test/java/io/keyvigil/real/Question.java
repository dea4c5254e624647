package io.keyvigil.real;

import io.keyvigil.consumer.ExposureCause;
import java.util.Set;
import java.util.function.Predicate;

/** What is asked of a validator's answers, and which exposures foretell it. */
enum Question {
    REJECTS_GOOD(
            "rejects good tokens",
            Set.of(
                    ExposureCause.MISSING_NEW_KEY,
                    ExposureCause.MATERIAL_REPLACED,
                    ExposureCause.PROVIDER_UNREACHABLE,
                    ExposureCause.COOLDOWN_POISONING),
            answer -> !answer.accepted()),
    REJECTS_LIVING(
            "rejects living tokens",
            Set.of(ExposureCause.KEY_WITHDRAWN_EARLY, ExposureCause.PROVIDER_UNREACHABLE),
            answer -> !answer.accepted()),
    TRUSTS_WITHDRAWN("trusts withdrawn key", Set.of(ExposureCause.HOLDS_WITHDRAWN_KEY), Answer::accepted);

    private final String title;
    private final Set<ExposureCause> causes;
    private final Predicate<Answer> counts;

    Question(String title, Set<ExposureCause> causes, Predicate<Answer> counts) {
        this.title = title;
        this.causes = causes;
        this.counts = counts;
    }

    String title() {
        return title;
    }

    Set<ExposureCause> causes() {
        return causes;
    }

    /** Whether that answer is what the question is about. */
    boolean counts(Answer answer) {
        return counts.test(answer);
    }
}
