package io.keyvigil.provider;

import static io.keyvigil.provider.ProviderTesting.client;
import static io.keyvigil.provider.ProviderTesting.failed;
import static io.keyvigil.provider.ProviderTesting.fetched;
import static io.keyvigil.provider.ProviderTesting.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.tenant.HeaderValue;
import io.keyvigil.tenant.KeySource;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's headers go to the discovery document and to the keys, and to no address that a changed document names. */
class HeadersOfChangedDiscoveryTest {

    private static final String HEADER = "x-key";

    private final FakeProvider provider = FakeProvider.start();
    private final FakeProvider other = FakeProvider.start();
    private Tenant tenant;

    @TempDir
    private Path directory;

    @BeforeEach
    void watch() {
        tenant = sending("X-Key", new HeaderValue(Optional.of("s3cret"), Optional.empty()));
    }

    private Tenant sending(String header, HeaderValue value) {
        return ProviderTesting.sending(
                new KeySource.Discovery(provider.discoveryUri()), Map.of(header, value), Optional.empty());
    }

    @AfterEach
    void close() {
        provider.close();
        other.close();
    }

    private FetchResult fetch(Known known) {
        return client().fetch(tenant, known, new Round());
    }

    @Test
    void otherPortIsAskedWithoutThem() {
        // Given
        Known known = known(fetched(fetch(Known.NOTHING)));
        provider.discover(provider.issuer(), other.jwksUri());

        // When
        FetchResult.Fetched result = fetched(fetch(known));

        // Then
        assertThat(other.requests(FakeProvider.JWKS).get(0).headers()).doesNotContainKey(HEADER);
        assertThat(result.metadata().orElseThrow().firstJwksUri()).isEqualTo(provider.jwksUri());
    }

    @Test
    void otherHostIsAskedWithoutThem() {
        // Given
        Known known = known(fetched(fetch(Known.NOTHING)));
        provider.discover(provider.issuer(), provider.jwksUri().replace("127.0.0.1", "localhost"));

        // When
        fetch(known);

        // Then
        assertThat(provider.requests(FakeProvider.JWKS).get(1).headers()).doesNotContainKey(HEADER);
    }

    @Test
    void redirectFromAnotherOriginToTheFirstOneIsFollowedWithoutThem() {
        // Given
        Known known = known(fetched(fetch(Known.NOTHING)));
        provider.discover(provider.issuer(), other.jwksUri());
        other.redirect(FakeProvider.JWKS, provider.jwksUri());

        // When
        fetch(known);

        // Then
        assertThat(provider.requests(FakeProvider.JWKS).get(1).headers()).doesNotContainKey(HEADER);
    }

    @Test
    void firstOriginIsAskedWithThemAgain() {
        // Given
        Known first = known(fetched(fetch(Known.NOTHING)));
        provider.discover(provider.issuer(), other.jwksUri());
        Known changed = known(fetched(fetch(first)));
        provider.discover(provider.issuer(), provider.jwksUri());

        // When
        fetch(changed);

        // Then
        assertThat(provider.requests(FakeProvider.JWKS).get(1).headers()).containsEntry(HEADER, "s3cret");
    }

    @Test
    void firstJwksUriMayBeAnywhere() {
        // Given
        provider.discover(provider.issuer(), other.jwksUri());

        // When
        fetch(Known.NOTHING);

        // Then
        assertThat(other.requests(FakeProvider.JWKS).get(0).headers()).containsEntry(HEADER, "s3cret");
    }

    @Test
    void firstJwksUriCountsAlthoughItDoesNotAnswer() {
        // Given
        other.answerStatus(503);
        provider.discover(provider.issuer(), other.jwksUri());
        FetchResult.Failed first = failed(fetch(Known.NOTHING));
        Known known = new Known(first.metadata(), Validators.NONE, Optional.empty(), Validators.NONE, Optional.empty());
        try (FakeProvider third = FakeProvider.start()) {
            provider.discover(provider.issuer(), third.jwksUri());

            // When
            fetch(known);

            // Then
            assertThat(third.requests(FakeProvider.JWKS).get(0).headers()).doesNotContainKey(HEADER);
        }
    }

    @Test
    void changedJwksUriIsToldAlthoughItsKeysCannotBeFetched() {
        // Given
        Known known = known(fetched(fetch(Known.NOTHING)));
        provider.discover(provider.issuer(), "http://u:p@idp-internal.invalid/jwks");

        // When
        FetchResult.Failed result = failed(fetch(known));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.UNSUPPORTED_URI);
        assertThat(result.metadata().orElseThrow().jwksUri()).contains("idp-internal.invalid");
    }

    @Test
    void valueInAFileIsReadAtEachFetch() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        tenant = sending("Authorization", new HeaderValue(Optional.of("Bearer "), Optional.of(file)));
        fetch(Known.NOTHING);
        Files.writeString(file, "second");

        // When
        fetch(Known.NOTHING);

        // Then
        assertThat(provider.requests(FakeProvider.JWKS))
                .extracting(request -> request.headers().get("authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "caf\u00e9"})
    void unusableFileIsToldAndNothingIsAsked(String content) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("token"), content);
        tenant = sending("X-Key", new HeaderValue(Optional.of(""), Optional.of(file)));

        // When
        FetchResult.Failed result = failed(fetch(Known.NOTHING));

        // Then
        assertThat(result.reason()).isEqualTo(FetchFailure.HEADER_UNREADABLE);
        assertThat(result.detail()).contains("X-Key", file.toString());
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void valueThatTheStoreDidNotKeepIsToldAndNothingIsAsked() {
        // Given
        tenant = sending("X-Key", new HeaderValue(Optional.empty(), Optional.empty()));

        // When
        FetchResult.Failed result = failed(fetch(Known.NOTHING));

        // Then
        assertThat(result.detail()).contains("X-Key", "correct the watch list");
        assertThat(provider.requests()).isEmpty();
    }
}
