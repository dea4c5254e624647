package io.keyvigil.tenant;

import java.util.Optional;

/** Values of {@code iss}: any StringOrURI (RFC 7519 section 2), which may contain {@code {tenantid}}. */
final class Issuers {

    static final String PLACEHOLDER = "{tenantid}";

    private Issuers() {}

    /**
     * Returns the reason why this text cannot be the value of an {@code iss} claim. The former issuer of Google has no scheme.
     */
    static Optional<Defect> defect(String issuer) {
        String filled = filled(issuer);
        if (filled.contains("{") || filled.contains("}")) {
            return Optional.of(
                    new Defect("holds braces other than " + PLACEHOLDER, "write " + PLACEHOLDER + ", or none"));
        }
        if (filled.contains("://") || AsciiCase.lower(filled).startsWith("http")) {
            return Addresses.defect(filled);
        }
        return filled.matches("[\\x21-\\x7e]+")
                ? Optional.empty()
                : Optional.of(new Defect("holds white space or other characters than ASCII", "write the value of iss"));
    }

    /** Returns the reason why the address of the discovery document cannot be derived from this issuer. */
    static Optional<Defect> discoveryDefect(String issuer) {
        if (issuer.contains(PLACEHOLDER)) {
            return Optional.of(new Defect(
                    "holds " + PLACEHOLDER + ": discovery has no single address", "add " + discoveryHint(issuer)));
        }
        Optional<Defect> defect = Addresses.defect(issuer);
        if (defect.isEmpty() && issuer.contains("?")) {
            return Optional.of(new Defect("holds a query", "remove the ? and what follows, or add discovery-uri"));
        }
        return defect;
    }

    private static String discoveryHint(String issuer) {
        String host = Addresses.uri(filled(issuer))
                .flatMap(uri -> Optional.ofNullable(uri.getHost()))
                .orElse("");
        return host.contains("microsoftonline")
                ? "discovery-uri: " + Addresses.discovery(issuer.replace(PLACEHOLDER, "common"))
                : "discovery-uri with the address of the document that all of them share, or jwks-uri";
    }

    private static String filled(String issuer) {
        return issuer.replace(PLACEHOLDER, "tenantid");
    }
}
