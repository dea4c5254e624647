package io.keyvigil.diagnosis;

import io.keyvigil.tenant.AsciiCase;
import io.keyvigil.tenant.Tenant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that {@code iss} is the issuer of the tenant that the token is compared with (OpenID Connect Core 3.1.3.7). */
final class IssuerCheck implements TokenCheck {

    private static final String TEMPLATE = "{tenantid}";
    private static final String NOTHING_GIVEN = "No issuer was given to compare the token with.";

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.claims().isEmpty()) {
            return List.of(Finding.skipped(Check.ISSUER, "There are no claims to read."));
        }
        Optional<String> issuer = token.claims().get().text("iss");
        if (issuer.isEmpty() && token.claims().get().has("iss")) {
            return List.of(Finding.skipped(Check.ISSUER, "The claim iss is not text."));
        }
        if (issuer.isEmpty()) {
            return List.of(Finding.of(FindingCode.ISSUER_MISSING, "The token has no iss."));
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
                        ? "iss and sub are the same: this is a client assertion (RFC 7523). It verifies with the key"
                                + " that the client registered, not with one that a provider publishes. Pass that key as"
                                + " jwks."
                        : "No tenant of the watch list has this issuer.",
                Evidence.of("iss", issuer)
                        .and("tenantsKnown", token.watchList().tenants().size())
                        .and("clientAssertion", assertion)
                        .members());
    }

    private static Finding compared(TokenUnderDiagnosis token, Tenant tenant, String issuer) {
        String tid = tid(token);
        Optional<Finding> tenantId = tenantIdMismatch(issuer, tid);
        if (isAccepted(token)) {
            return tenantId.orElseGet(() -> Finding.pass(Check.ISSUER, "The issuer is one that this tenant accepts."));
        }
        Set<String> accepted = accepted(tenant, tid);
        Evidence evidence = Evidence.of("iss", issuer)
                .and("expected", List.copyOf(accepted))
                .and("tenantFoundBy", token.foundBy());
        if (accepted.stream().anyMatch(expected -> withoutSlash(expected).equals(withoutSlash(issuer)))) {
            return Finding.of(
                    FindingCode.ISSUER_TRAILING_SLASH,
                    "The issuers differ only in a slash at the end. Validators compare them character by character.",
                    evidence.members());
        }
        return accepted.stream()
                .flatMap(expected -> entra(expected, issuer).stream())
                .findFirst()
                .map(code -> Finding.of(code, explanation(code), evidence.members()))
                .or(() -> tenantId)
                .orElseGet(() -> Finding.of(
                        FindingCode.ISSUER_MISMATCH, IssuerDifference.of(accepted, issuer), evidence.members()));
    }

    /** Whether the tenant accepts the {@code iss} of the token; true if either is unknown. */
    static boolean isAccepted(TokenUnderDiagnosis token) {
        Optional<String> issuer = token.claims().flatMap(claims -> claims.text("iss"));
        if (issuer.isEmpty() || token.subject().isEmpty()) {
            return token.subject().isPresent() || token.nothingKnown();
        }
        Tenant tenant = token.subject().get().tenant();
        boolean nothingGiven =
                tenant.issuer().isEmpty() && tenant.acceptIssuers().isEmpty();
        return nothingGiven || accepted(tenant, tid(token)).contains(issuer.get());
    }

    private static String tid(TokenUnderDiagnosis token) {
        return token.claims().flatMap(claims -> claims.text("tid")).orElse("");
    }

    private static Set<String> accepted(Tenant tenant, String tid) {
        Set<String> accepted = new LinkedHashSet<>();
        Stream.concat(tenant.issuer().stream(), tenant.acceptIssuers().stream())
                .map(issuer -> filled(issuer, tid))
                .forEach(accepted::add);
        return accepted;
    }

    /** Replaces the placeholder of Entra ID, in any letter case. */
    private static String filled(String issuer, String tid) {
        int start = AsciiCase.lower(issuer).indexOf(TEMPLATE);
        return start < 0 || tid.isEmpty()
                ? issuer
                : issuer.substring(0, start) + tid + issuer.substring(start + TEMPLATE.length());
    }

    /**
     * The difference between two Entra issuers; empty if one is not an Entra issuer, or if they differ in anything
     * except tenant and version.
     */
    private static Optional<FindingCode> entra(String expected, String issuer) {
        Optional<EntraIssuer> ours = EntraIssuer.of(expected);
        Optional<EntraIssuer> theirs = EntraIssuer.of(issuer);
        if (ours.isEmpty() || theirs.isEmpty() || !ours.get().sharesCloud(theirs.get())) {
            return Optional.empty();
        }
        boolean sameTenant = ours.get().tenantId().equals(theirs.get().tenantId());
        if (sameTenant && ours.get().version() == theirs.get().version()) {
            return Optional.empty();
        }
        return Optional.of(sameTenant ? FindingCode.ISSUER_VERSION_MISMATCH : FindingCode.TENANT_ID_MISMATCH);
    }

    private static String explanation(FindingCode code) {
        return code == FindingCode.ISSUER_VERSION_MISMATCH
                ? "The Entra tenant is the expected one, but the token has the other version. The resource's"
                        + " requestedAccessTokenVersion decides between v1 (sts.windows.net) and v2"
                        + " (login.microsoftonline.com)."
                : "Another Entra tenant issued the token.";
    }

    /** Checks that {@code tid} equals the tenant ID in the path of an Entra issuer. */
    private static Optional<Finding> tenantIdMismatch(String issuer, String tid) {
        return EntraIssuer.of(issuer)
                .filter(entra -> !tid.isEmpty() && !entra.tenantId().equals(AsciiCase.lower(tid)))
                .map(entra -> Finding.of(
                        FindingCode.TENANT_ID_MISMATCH,
                        "The tenants in tid and in iss differ. Entra ID issues no such token.",
                        Evidence.of("iss", issuer).and("tid", tid).members()));
    }

    private static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
