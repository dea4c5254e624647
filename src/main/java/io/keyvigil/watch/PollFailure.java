package io.keyvigil.watch;

import io.keyvigil.provider.FetchFailure;
import java.time.Instant;

/** The last poll that failed, and why. */
public record PollFailure(FetchFailure reason, String detail, Instant at) {}
