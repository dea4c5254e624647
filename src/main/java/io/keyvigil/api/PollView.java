package io.keyvigil.api;

import io.keyvigil.watch.PollReport;
import java.util.List;
import java.util.Optional;

/** The result of a requested poll; {@code reason} and {@code detail} are present if it failed. */
record PollView(String outcome, Optional<String> reason, Optional<String> detail, List<EventView> events) {

    static PollView of(PollReport report) {
        return new PollView(
                report.transition().outcome().code(),
                report.failure().map(failure -> failure.reason().code()),
                report.failure().map(failure -> failure.detail()),
                report.transition().events().stream().map(EventView::of).toList());
    }
}
