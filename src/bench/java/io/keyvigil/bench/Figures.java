package io.keyvigil.bench;

import java.time.Duration;

/**
 * What one run found.
 *
 * @param ready from the start of the process until every tenant had been tried
 * @param scrape the one of median duration
 * @param scraping processor time of a scrape
 * @param liveHeapBytes reachable after a full collection
 */
record Figures(
        int tenants,
        Duration ready,
        Polling polling,
        Scrape scrape,
        Duration scraping,
        long residentBytes,
        long liveHeapBytes) {

    /** What each tenant beyond those of the smaller run adds. */
    long heapBytesATenant(Figures smaller) {
        return (liveHeapBytes - smaller.liveHeapBytes) / (tenants - smaller.tenants);
    }
}
