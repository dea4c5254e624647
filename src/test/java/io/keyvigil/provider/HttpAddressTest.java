package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://idp.example/jwks", "http://127.0.0.1:8080/?a=b", "HTTPS://[::1]/"})
    void absoluteHttpAddressesAreUsable(String text) {
        assertThat(address(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/jwks",
                "jwks.json",
                "file:///etc/passwd",
                "data:application/json,{}",
                "ftp://idp.example/",
                "https:///jwks",
                "https://user:secret@idp.example/jwks",
                "https://idp.example:99999/",
                "https://idp.example/a b",
                "https://idp.example/\r\nX: y"
            })
    void everythingElseIsRefused(String text) {
        // When
        Flaw flaw = HttpAddress.of(text).fold(address -> null, refused -> refused);

        // Then
        assertThat(flaw.reason()).isEqualTo(FetchFailure.UNSUPPORTED_URI);
        assertThat(flaw.detail()).doesNotContain("secret", "\r", "\n");
    }

    @Test
    void longAddressIsRefused() {
        assertThat(address("https://idp.example/" + "a".repeat(2_029))).isEmpty();
        assertThat(address("https://idp.example/" + "a".repeat(2_028))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://A.example:443/y, true",
        "http://a.example/x, http://a.example:80/, true",
        "https://a.example/, http://a.example/, false",
        "https://a.example/, https://b.example/, false",
        "https://a.example/, https://a.example:8443/, false",
    })
    void originIsSchemeHostAndPort(String one, String other, boolean same) {
        assertThat(address(one).orElseThrow().sameOrigin(address(other).orElseThrow()))
                .isEqualTo(same);
    }

    @Property
    void readingNeverThrows(@ForAll String text) {
        assertThatCode(() -> HttpAddress.of("https://" + text)).doesNotThrowAnyException();
    }

    private static Optional<HttpAddress> address(String text) {
        return HttpAddress.of(text).fold(Optional::of, flaw -> Optional.empty());
    }
}
