package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static Tenant tenant(String issuer) {
        return Tenant.ofIssuer(new TenantId("a"), issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8081/a",
                "http://LocalHost",
                "http://127.0.0.1",
                "http://127.255.0.3:1",
                "https://[::1]:8081/",
                "https://[0:0:0:0:0:0:0:1]"
            })
    void loopback(String issuer) {
        assertThat(tenant(issuer).onLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://127.0.0.256",
                "http://128.0.0.1",
                "http://[::2]",
                "https://a.example/localhost"
            })
    void notLoopback(String issuer) {
        assertThat(tenant(issuer).onLoopback()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example/.well-known/openid-configuration",
        "https://a.example/, https://a.example/.well-known/openid-configuration",
        "https://a.example/b/, https://a.example/b/.well-known/openid-configuration"
    })
    void discoveryOfAnIssuer(String issuer, String discovery) {
        assertThat(tenant(issuer).source()).isEqualTo(new KeySource.Discovery(discovery));
    }

    @ParameterizedTest
    @CsvSource({"http://a.example, true", "HTTP://a.example, true", "https://a.example, false"})
    void insecureIssuer(String issuer, boolean insecure) {
        assertThat(tenant(issuer).insecure()).isEqualTo(insecure);
    }
}
