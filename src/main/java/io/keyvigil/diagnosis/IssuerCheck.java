package io.keyvigil.diagnosis;

import io.keyvigil.tenant.Tenant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Is {@code iss} the issuer of the tenant that the token is held against (OpenID Connect Core 3.1.3.7)? */
final class IssuerCheck implements TokenCheck {

    private static final String TEMPLATE = "{tenantid}";
    private static final String NOTHING_GIVEN = "no issuer was given to hold the token against";

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.claims().isEmpty()) {
            return List.of(Finding.skipped(Check.ISSUER, "there are no claims to read"));
        }
        Optional<String> issuer = token.claims().get().text("iss");
        if (issuer.isEmpty()) {
            return List.of(Finding.of(FindingCode.ISSUER_MISSING, "The token has no iss that is a text."));
        }
        if (token.nothingKnown()) {
            return List.of(Finding.skipped(Check.ISSUER, NOTHING_GIVEN));
        }
        if (token.subject().isEmpty()) {
            return List.of(unknown(token, issuer.get()));
        }
        Tenant tenant = token.subject().get().tenant();
        if (tenant.issuer().isEmpty() && tenant.acceptIssuers().isEmpty()) {
            return List.of(Finding.skipped(Check.ISSUER, NOTHING_GIVEN));
        }
        return List.of(compared(token, tenant, issuer.get()));
    }

    private static Finding unknown(TokenUnderDiagnosis token, String issuer) {
        boolean assertion =
                token.claims().orElseThrow().text("sub").filter(issuer::equals).isPresent();
        return Finding.of(
                FindingCode.ISSUER_UNKNOWN,
                assertion
                        ? "iss and sub are the same: a client assertion (RFC 7523). Its key is the one that the client"
                                + " registered, not one that a provider publishes; pass that key as jwks."
                        : "No tenant of the watch list has this issuer.",
                Evidence.of("iss", issuer)
                        .and("tenantsKnown", token.watchList().tenants().size())
                        .and("clientAssertion", assertion)
                        .members());
    }

    private static Finding compared(TokenUnderDiagnosis token, Tenant tenant, String issuer) {
        String tid = token.claims().orElseThrow().text("tid").orElse("");
        Set<String> accepted = accepted(token, tenant, tid);
        Optional<Finding> tenantId = tenantIdMismatch(issuer, tid);
        if (accepted.contains(issuer)) {
            return tenantId.orElseGet(() -> Finding.pass(Check.ISSUER, "The issuer is this tenant's."));
        }
        if (templateMatches(tenant, issuer, tid)) {
            return tenantId.orElseGet(() -> Finding.pass(Check.ISSUER, "The issuer fits this tenant's template."));
        }
        Evidence evidence = Evidence.of("iss", issuer)
                .and("expected", List.copyOf(accepted))
                .and("tenantFoundBy", token.foundBy());
        if (accepted.stream().anyMatch(expected -> withoutSlash(expected).equals(withoutSlash(issuer)))) {
            return Finding.of(
                    FindingCode.ISSUER_TRAILING_SLASH,
                    "The issuers differ in nothing but a slash at the end; they are compared letter by letter.",
                    evidence.members());
        }
        return accepted.stream()
                .flatMap(expected -> entra(expected, issuer).stream())
                .findFirst()
                .map(code -> Finding.of(code, explanation(code), evidence.members()))
                .or(() -> tenantId)
                .orElseGet(() -> Finding.of(
                        FindingCode.ISSUER_MISMATCH,
                        "The token is of another issuer than this tenant's.",
                        evidence.and("sameButForCase", sameButForCase(accepted, issuer))
                                .members()));
    }

    private static Set<String> accepted(TokenUnderDiagnosis token, Tenant tenant, String tid) {
        Set<String> accepted = new LinkedHashSet<>();
        Stream.concat(tenant.issuer().stream(), tenant.acceptIssuers().stream())
                .map(issuer -> filled(issuer, tid))
                .forEach(accepted::add);
        return accepted;
    }

    /** Entra's placeholder is written in any letter case. */
    private static String filled(String issuer, String tid) {
        int start = issuer.toLowerCase(Locale.ROOT).indexOf(TEMPLATE);
        return start < 0 || tid.isEmpty()
                ? issuer
                : issuer.substring(0, start) + tid + issuer.substring(start + TEMPLATE.length());
    }

    private static boolean templateMatches(Tenant tenant, String issuer, String tid) {
        return Stream.concat(tenant.issuer().stream(), tenant.acceptIssuers().stream())
                .filter(accepted -> accepted.toLowerCase(Locale.ROOT).contains(TEMPLATE))
                .anyMatch(accepted -> filled(accepted, tid).equalsIgnoreCase(issuer));
    }

    private static Optional<FindingCode> entra(String expected, String issuer) {
        Optional<EntraIssuer> ours = EntraIssuer.of(expected);
        Optional<EntraIssuer> theirs = EntraIssuer.of(issuer);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        boolean sameTenant = ours.get().tenantId().equals(theirs.get().tenantId());
        return Optional.of(sameTenant ? FindingCode.ISSUER_VERSION_MISMATCH : FindingCode.TENANT_ID_MISMATCH);
    }

    private static String explanation(FindingCode code) {
        return code == FindingCode.ISSUER_VERSION_MISMATCH
                ? "It is the same Entra tenant, but the token has the other version: the resource's"
                        + " accessTokenAcceptedVersion decides between v1 (sts.windows.net) and v2 (login.microsoftonline.com)."
                : "The token is of another Entra tenant.";
    }

    /** In an Entra issuer the tenant's id stands in the path, and tid must say the same. */
    private static Optional<Finding> tenantIdMismatch(String issuer, String tid) {
        return EntraIssuer.of(issuer)
                .filter(entra -> !tid.isEmpty() && !entra.tenantId().equals(tid.toLowerCase(Locale.ROOT)))
                .map(entra -> Finding.of(
                        FindingCode.TENANT_ID_MISMATCH,
                        "tid and the tenant in iss differ: no genuine token of Entra ID does that.",
                        Evidence.of("iss", issuer).and("tid", tid).members()));
    }

    private static boolean sameButForCase(Set<String> accepted, String issuer) {
        return accepted.stream().anyMatch(issuer::equalsIgnoreCase);
    }

    private static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
