package io.keyvigil.watch;

import io.keyvigil.provider.FetchResult;
import java.util.Optional;

/** The result of one poll. */
public record PollReport(FetchResult result, Transition transition) {

    /** Why it failed, if it did. */
    public Optional<FetchResult.Failed> failure() {
        return result.fold(fetched -> Optional.empty(), notModified -> Optional.empty(), Optional::of);
    }
}
