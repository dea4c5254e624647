package io.keyvigil.diagnosis;

import io.keyvigil.tenant.AsciiCase;
import java.net.URI;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/** Determines the part in which an issuer differs from the expected ones. */
final class IssuerDifference {

    private static final String OTHER = "Another issuer than the expected one issued the token.";

    private IssuerDifference() {}

    static String of(Collection<String> expected, String issuer) {
        return expected.stream()
                .flatMap(one -> between(one, issuer).stream())
                .findFirst()
                .orElse(OTHER);
    }

    private static Optional<String> between(String expected, String issuer) {
        if (AsciiCase.same(expected, issuer)) {
            return Optional.of(
                    "The issuers differ only in letter case. Validators compare them character by character.");
        }
        if (expected.strip().equals(issuer.strip())) {
            return Optional.of("The issuers differ only in white space at an end.");
        }
        Optional<URI> ours = address(expected);
        Optional<URI> theirs = address(issuer);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        boolean sameHost = host(ours.get()).equals(host(theirs.get()));
        boolean sameAuthority = sameHost && ours.get().getPort() == theirs.get().getPort();
        boolean samePath = path(ours.get()).equals(path(theirs.get()));
        if (samePath && sameAuthority) {
            return Optional.of("The issuers differ only in the scheme: one is http, the other https.");
        }
        if (samePath && path(ours.get()).length() > 1) {
            return Optional.of(
                    sameHost
                            ? "The issuers differ only in the port. The provider was reached under two addresses."
                            : "The issuers have the same path under two host names. Either the provider was reached"
                                    + " under two addresses, or these are two environments.");
        }
        return sameAuthority
                ? Optional.of(
                        "The issuers are on the same host, but they differ in the path: this is the token of another"
                                + " realm, tenant, policy or authorization server.")
                : Optional.empty();
    }

    private static Optional<URI> address(String issuer) {
        try {
            return Optional.of(URI.create(issuer)).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String host(URI address) {
        return AsciiCase.lower(address.getHost());
    }

    private static String path(URI address) {
        String path = Objects.requireNonNullElse(address.getPath(), "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
