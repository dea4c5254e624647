package io.keyvigil.diagnosis;

import io.keyvigil.tenant.AsciiCase;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An issuer of Microsoft Entra ID: tenant, token version and cloud
 * (learn.microsoft.com/entra/identity-platform/access-tokens and .../authentication-national-cloud).
 *
 * @param tenantId in lower case
 * @param version 1 for {@code https://sts.windows.net/{tid}/}, 2 for
 *     {@code https://login.microsoftonline.com/{tid}/v2.0}
 * @param clouds the clouds that use the host; two clouds share one host
 */
record EntraIssuer(String tenantId, int version, Set<Cloud> clouds) {

    /** Clouds with separate keys and accounts. */
    enum Cloud {
        PUBLIC,
        US_GOVERNMENT,
        CHINA,
        GERMANY
    }

    private static final Pattern VERSION_1 =
            Pattern.compile("https://sts\\.(windows\\.net|chinacloudapi\\.cn|microsoftonline\\.de)/([^/]+)/?");
    private static final Pattern VERSION_2 = Pattern.compile("https://login\\."
            + "(microsoftonline\\.com|microsoftonline\\.us|partner\\.microsoftonline\\.cn|chinacloudapi\\.cn|microsoftonline\\.de)"
            + "/([^/]+)/v2\\.0/?");

    static Optional<EntraIssuer> of(String issuer) {
        String lower = AsciiCase.lower(issuer);
        Matcher first = VERSION_1.matcher(lower);
        if (first.matches()) {
            return Optional.of(new EntraIssuer(first.group(2), 1, clouds(first.group(1))));
        }
        Matcher second = VERSION_2.matcher(lower);
        return second.matches()
                ? Optional.of(new EntraIssuer(second.group(2), 2, clouds(second.group(1))))
                : Optional.empty();
    }

    private static Set<Cloud> clouds(String host) {
        if (host.endsWith(".cn")) {
            return EnumSet.of(Cloud.CHINA);
        }
        if (host.endsWith(".de")) {
            return EnumSet.of(Cloud.GERMANY);
        }
        return switch (host) {
            case "microsoftonline.us" -> EnumSet.of(Cloud.US_GOVERNMENT);
            case "windows.net" -> EnumSet.of(Cloud.PUBLIC, Cloud.US_GOVERNMENT);
            default -> EnumSet.of(Cloud.PUBLIC);
        };
    }

    boolean sharesCloud(EntraIssuer other) {
        return !Collections.disjoint(clouds, other.clouds);
    }

    /** Whether both are issuers of one Entra tenant in one cloud, in any version. */
    static boolean sameTenant(String one, String other) {
        Optional<EntraIssuer> first = of(one);
        Optional<EntraIssuer> second = of(other);
        return first.isPresent()
                && second.isPresent()
                && first.get().sharesCloud(second.get())
                && first.get().tenantId().equals(second.get().tenantId());
    }

    /** The tenant's issuers of the other version, in the public and national clouds. */
    static List<String> otherVersions(String issuer) {
        return of(issuer)
                .map(entra -> entra.version() == 1
                        ? List.of(
                                "https://login.microsoftonline.com/" + entra.tenantId() + "/v2.0",
                                "https://login.microsoftonline.us/" + entra.tenantId() + "/v2.0",
                                "https://login.partner.microsoftonline.cn/" + entra.tenantId() + "/v2.0")
                        : List.of(
                                "https://sts.windows.net/" + entra.tenantId() + "/",
                                "https://sts.chinacloudapi.cn/" + entra.tenantId() + "/"))
                .orElse(List.of());
    }
}
