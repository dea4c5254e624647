package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDestinationsTest {

    private static final Tenant TENANT = Tenant.ofIssuer(new TenantId("contoso"), "https://login.example/contoso");

    private static final ProviderMetadata CHANGED = metadata("https://keys.evil/jwks", "https://tokens.evil/token")
            .following(metadata("https://keys.example/jwks", "https://tokens.example:8443/token"));

    private static ProviderMetadata metadata(String jwksUri, String tokenEndpoint) {
        return new ProviderMetadata("https://login.example/contoso", jwksUri, List.of(), Optional.of(tokenEndpoint));
    }

    private static HttpAddress address(String text) {
        return HttpAddress.of(text).fold(address -> address, flaw -> {
            throw new AssertionError(flaw);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/other/path",
                "HTTPS://LOGIN.example:443/",
                "https://keys.example/jwks",
                "https://keys.example/moved?a=b"
            })
    void headersGoToTheIssuerAndToTheFirstJwksUri(String address) {
        // When
        boolean included = SecretDestinations.keys(TENANT, CHANGED).include(address(address));

        // Then
        assertThat(included).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://keys.evil/jwks",
                "http://login.example/jwks",
                "https://login.example:444/jwks",
                "https://login.example.evil/jwks",
                "https://sub.login.example/jwks",
                "https://login.example./jwks",
                "https://tokens.example:8443/jwks",
                "http://keys.example/jwks",
                "https://evil/?https://login.example/",
                "https://evil/#@login.example/"
            })
    void headersGoNowhereElse(String address) {
        // When
        boolean included = SecretDestinations.keys(TENANT, CHANGED).include(address(address));

        // Then
        assertThat(included).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example@evil/jwks",
                "https://login.example:443@evil/jwks",
                "https://login.example\\@evil/jwks",
                "https://evil\\.login.example/jwks",
                "https:login.example/jwks",
                "//login.example/jwks",
                "https://login.example%40evil/jwks",
                "https://login.example\u3002evil/jwks"
            })
    void addressThatReadersReadDifferentlyIsNone(String address) {
        // When
        boolean readable = HttpAddress.isOne(address);

        // Then
        assertThat(readable).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.example/token", "https://tokens.example:8443/v2/token"})
    void clientSecretGoesToTheIssuerAndToTheFirstTokenEndpoint(String address) {
        // When
        boolean included = SecretDestinations.tokens(TENANT, CHANGED).include(address(address));

        // Then
        assertThat(included).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tokens.evil/token",
                "https://tokens.example/token",
                "http://tokens.example:8443/token",
                "https://keys.example/token"
            })
    void clientSecretGoesNowhereElse(String address) {
        // When
        boolean included = SecretDestinations.tokens(TENANT, CHANGED).include(address(address));

        // Then
        assertThat(included).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys", "ftp://keys.example/jwks", "https://u:p@keys.example/jwks"})
    void addressThatCannotBeAskedIsNotTheFirst(String unusable) {
        // Given
        ProviderMetadata usable = metadata("https://keys.later/jwks", "https://tokens.later/token");

        // When
        ProviderMetadata metadata = usable.following(metadata(unusable, unusable));

        // Then
        assertThat(metadata.firstJwksUri()).isEqualTo("https://keys.later/jwks");
        assertThat(metadata.firstTokenEndpoint()).contains("https://tokens.later/token");
    }
}
