package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeAllowanceTest {

    private static final String PREFIX = "https://login.example/realms";

    private final ProbeAllowance allowance =
            new ProbeAllowance(List.of(PREFIX, "https://sso.example/a%20realm", "https://"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/realms/a",
                "https://login.example/realms/a/",
                "https://login.example/realms/a-b_c.d~e/v2.0",
                "https://login.example/realms/.hidden",
                "https://login.example/realms/..."
            })
    void plainPathBelowAPrefixIsAllowed(String issuer) {
        assertThat(new ProbeAllowance(List.of(PREFIX)).of(issuer)).get().matches(allowed -> !allowed.exact());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/realms/%2e%2e/admin",
                "https://login.example/realms/%2E%2e/admin",
                "https://login.example/realms/.%2e/admin",
                "https://login.example/realms/%252e%252e/admin",
                "https://login.example/realms/a%2fb",
                "https://login.example/realms/a%5Cb",
                "https://login.example/realms/a%00",
                "https://login.example/realms/a%20b",
                "https://login.example/realms/../admin",
                "https://login.example/realms/./a",
                "https://login.example/realms/a/..",
                "https://login.example/realms/a/.",
                "https://login.example/realms/..;/admin",
                "https://login.example/realms/a;x=1",
                "https://login.example/realms//evil.example",
                "https://login.example/realms/\\..\\admin",
                "https://login.example/realms/a?x=/",
                "https://login.example/realms/a#b",
                "https://login.example/realms/a@b",
                "https://login.example/realms/a:1",
                "https://login.example/realms/a,https://evil.example",
                "https://login.example/realms/a b",
                "https://login.example/realms/a\n",
                "https://login.example/realms/a\t",
                "https://login.example/realms/\uff0e\uff0e/admin",
                "https://login.example/realms/{tenantid}",
                "https://login.example/realmsx",
                "https://login.example/realms@evil.example",
                "https://login.example/REALMS/a",
                "HTTPS://login.example/realms/a",
                "https://login.example:443/realms/a",
                "https://x@login.example/realms/a",
                " https://login.example/realms/a"
            })
    void everyOtherSpellingIsRefused(String issuer) {
        assertThat(new ProbeAllowance(List.of(PREFIX)).of(issuer)).isEmpty();
    }

    @Test
    void exactIssuerIsAllowedInAnySpelling() {
        assertThat(allowance.of("https://sso.example/a%20realm"))
                .map(ProbeAllowance.Allowed::exact)
                .isEqualTo(Optional.of(true));
        assertThat(allowance.of(PREFIX)).map(ProbeAllowance.Allowed::exact).isEqualTo(Optional.of(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user@evil.example/", "https://evil.example:8443/", "https://[::1]/", "https:///x"})
    void prefixThatIsAllOfASchemeStillWantsAPlainHost(String issuer) {
        assertThat(allowance.of(issuer)).isEmpty();
    }
}
