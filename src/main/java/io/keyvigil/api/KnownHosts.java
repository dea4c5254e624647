package io.keyvigil.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accepted host names of this service: {@code localhost} and loopback addresses, the local address of the request's
 * connection, and the configured names. A request under another name that resolves to this machine (DNS rebinding) is therefore
 * rejected. The port is ignored, since it may be forwarded.
 */
public final class KnownHosts {

    private final Set<String> configured;

    /** @param names host names without a port; names that {@link #isName} rejects have no effect */
    public KnownHosts(Collection<String> names) {
        this.configured = names.stream()
                .map(Authority::of)
                .flatMap(Optional::stream)
                .filter(known -> !known.isWildcard())
                .map(Authority::host)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is a host name or an address (IPv6 in brackets), without a port. */
    public static boolean isName(String text) {
        return Authority.of(text).filter(read -> read.port().isEmpty()).isPresent();
    }

    /** @param local the local address of the request's connection; empty if it has no network address */
    boolean admit(List<Optional<Authority>> names, Optional<Authority> local) {
        return !names.isEmpty()
                && names.stream().allMatch(name -> name.filter(known -> admits(known, local))
                        .isPresent());
    }

    private boolean admits(Authority name, Optional<Authority> local) {
        return name.isLoopback()
                || configured.contains(name.host())
                || local.filter(address -> address.host().equals(name.host())).isPresent();
    }
}
