package io.keyvigil.cache;

import io.keyvigil.provider.FetchFailure;
import java.time.Instant;

/**
 * The last failure to read a cache that has not been read since.
 *
 * @param count how many failures there were in a row
 * @param detail for people; never a part of what was answered
 */
public record CacheFailure(FetchFailure reason, String detail, Instant at, int count) {}
