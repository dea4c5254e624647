package io.keyvigil.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names by which this service may be called: {@code localhost} and loopback addresses, the address that the request came to,
 * and those that were configured. A page on another name that was made to resolve to this machine (DNS rebinding) has none of them.
 * The port does not matter: it may be forwarded.
 */
public final class KnownHosts {

    private final Set<String> configured;

    /** @param names without a port; what {@link #isName} refuses admits nothing */
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

    /** @param local the address that the request came to; empty if it came by no network */
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
