package io.keyvigil.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://idp.example/a/b,   c,                        https://idp.example/a/c",
        "https://idp.example/a/b,   ../c,                     https://idp.example/c",
        "https://idp.example/a/b,   /c?d=e,                   https://idp.example/c?d=e",
        "https://idp.example/a/b,   ?d=e,                     https://idp.example/a/b?d=e",
        "https://idp.example,       .evil.example/keys,       https://idp.example/.evil.example/keys",
        "https://idp.example,       ?d=e,                     https://idp.example/?d=e",
        "https://idp.example/a,     //other.example/c,        https://other.example/c",
        "http://idp.example/a,      https://other.example/c,  https://other.example/c",
    })
    void locationIsResolvedAsRfc3986Says(String from, String location, String expected) {
        assertThat(target(from, location)).isEqualTo(expected);
    }

    @Property
    void noLocationMakesItThrowOrLeaveHttps(@ForAll String location) {
        assertThat(target("https://idp.example/a", location))
                .satisfiesAnyOf(text -> assertThat(text).startsWith("https://"), text -> assertThat(text)
                        .isEqualTo(FetchFailure.REDIRECT_REFUSED.code()));
    }

    private static String target(String from, String location) {
        return HttpAddress.of(from)
                .then(address -> Redirect.target(address, Optional.of(location)))
                .fold(HttpAddress::toString, flaw -> flaw.reason().code());
    }
}
