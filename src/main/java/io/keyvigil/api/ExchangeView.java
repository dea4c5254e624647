package io.keyvigil.api;

import io.keyvigil.provider.CacheDirectives;
import io.keyvigil.provider.Exchange;
import io.keyvigil.provider.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One fetch of a document. */
record ExchangeView(
        String uri,
        Instant at,
        Duration duration,
        int status,
        int bytes,
        String protocol,
        CacheView cache,
        Optional<String> etag,
        Optional<String> lastModified,
        Optional<Instant> tlsNotAfter,
        Optional<ClockView> serverClock) {

    /** The cache directives of the response. */
    record CacheView(
            Optional<Duration> freshness,
            boolean noStore,
            boolean noCache,
            boolean mustRevalidate,
            Optional<String> header) {
        static CacheView of(CacheDirectives cache) {
            return new CacheView(
                    cache.freshness(), cache.noStore(), cache.noCache(), cache.mustRevalidate(), cache.header());
        }
    }

    /** The provider's clock: offset is this clock minus the provider's. */
    record ClockView(Duration offset, Duration errorBound) {
        static ClockView of(ServerClock clock) {
            return new ClockView(clock.offset(), clock.errorBound());
        }
    }

    static ExchangeView of(Exchange exchange) {
        return new ExchangeView(
                exchange.uri(),
                exchange.at(),
                exchange.took(),
                exchange.status(),
                exchange.bytes(),
                exchange.protocol(),
                CacheView.of(exchange.cache()),
                exchange.validators().etag(),
                exchange.validators().lastModified(),
                exchange.tlsNotAfter(),
                exchange.serverClock().map(ClockView::of));
    }
}
