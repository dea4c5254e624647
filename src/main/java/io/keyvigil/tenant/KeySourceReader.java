package io.keyvigil.tenant;

import java.util.Optional;

/** Determines the source of a tenant's keys: a file, an address, or discovery. */
final class KeySourceReader {

    private final ValueReader values;

    KeySourceReader(ValueReader values) {
        this.values = values;
    }

    Optional<KeySource> read(YamlMapping tenant) {
        boolean contradictory = contradict(tenant, "jwks-file", "jwks-uri")
                | contradict(tenant, "jwks-file", "discovery-uri")
                | contradict(tenant, "jwks-uri", "discovery-uri");
        Optional<String> discoveryUri = values.address(tenant, "discovery-uri");
        Optional<KeySource> jwksUri = values.address(tenant, "jwks-uri").map(KeySource.JwksUri::new);
        Optional<KeySource> jwksFile = values.file(tenant, "jwks-file").map(KeySource.JwksFile::new);
        if (contradictory) {
            return Optional.empty();
        }
        if (tenant.has("jwks-file") || tenant.has("jwks-uri")) {
            return jwksFile.or(() -> jwksUri);
        }
        if (!tenant.has("issuer")) {
            tenant.problem("has no issuer", "add issuer: https://…, or jwks-uri or jwks-file without discovery");
            return Optional.empty();
        }
        return tenant.has("discovery-uri") ? discoveryUri.map(KeySource.Discovery::new) : derived(tenant);
    }

    private Optional<KeySource> derived(YamlMapping tenant) {
        Optional<String> issuer = values.issuer(tenant, "issuer");
        Optional<Defect> defect = issuer.flatMap(Issuers::discoveryDefect);
        defect.ifPresent(found -> tenant.problem("issuer", found.problem(), found.remedy()));
        return issuer.filter(right -> defect.isEmpty())
                .map(right -> new KeySource.Discovery(Addresses.discovery(right)));
    }

    private static boolean contradict(YamlMapping tenant, String one, String other) {
        boolean both = tenant.has(one) && tenant.has(other);
        if (both) {
            tenant.problem(other, "contradicts " + one + ": the keys have one source", "remove one of the two");
        }
        return both;
    }
}
