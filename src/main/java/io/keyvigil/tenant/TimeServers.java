package io.keyvigil.tenant;

import java.time.Duration;
import java.util.List;

/** The watch list's {@code clock}: NTP servers as {@code host} or {@code host:port}, and the interval between requests. */
public record TimeServers(List<String> servers, Duration every) {

    public static final Duration DEFAULT_EVERY = Duration.ofSeconds(64);

    public static final TimeServers NONE = new TimeServers(List.of(), DEFAULT_EVERY);

    public TimeServers {
        servers = List.copyOf(servers);
    }
}
