package io.keyvigil.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class X5tEncodingTest {
    private static final String THUMBPRINT = "5d6f7e2f4c1bfbef0a1b2c3d4e5f60718293a4b5";

    @ParameterizedTest
    @CsvSource({
        "XW9-L0wb--8KGyw9Tl9gcYKTpLU, BASE64URL_SHA1",
        "XW9+L0wb++8KGyw9Tl9gcYKTpLU=, STANDARD_BASE64",
        "XW9+L0wb++8KGyw9Tl9gcYKTpLU, STANDARD_BASE64",
        "XW9-L0wb--8KGyw9Tl9gcYKTpLU=, STANDARD_BASE64",
        "5D6F7E2F4C1BFBEF0A1B2C3D4E5F60718293A4B5, HEX",
        "5d6f7e2f4c1bfbef0a1b2c3d4e5f60718293a4b5, HEX",
        "5D:6F:7E:2F:4C:1B:FB:EF:0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5, HEX",
        "5d 6f 7e 2f 4c 1b fb ef 0a 1b 2c 3d 4e 5f 60 71 82 93 a4 b5, HEX",
        "NUQ2RjdFMkY0QzFCRkJFRjBBMUIyQzNENEU1RjYwNzE4MjkzQTRCNQ, BASE64_OF_HEX",
        "NWQ2ZjdlMmY0YzFiZmJlZjBhMWIyYzNkNGU1ZjYwNzE4MjkzYTRiNQ==, BASE64_OF_HEX"
    })
    void spellingIsKnownAndReadAllTheSame(String x5t, X5tEncoding expected) {
        // When
        X5tEncoding encoding = X5tEncoding.of(x5t);
        Optional<Octets> thumbprint = X5tEncoding.thumbprint(x5t);

        // Then
        assertThat(encoding).isEqualTo(expected);
        assertThat(thumbprint).contains(Octets.of(HexFormat.of().parseHex(THUMBPRINT)));
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "not base64!",
        "XW9-L0wb--8KGyw9Tl9gcYKTpL",
        "5d6f7e2f4c1bfbef0a1b2c3d4e5f60718293a4",
        "5d6f7e2f4c1bfbef0a1b2c3d4e5f60718293a4b5c6",
        "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
    })
    void whatIsNoSha1ThumbprintIsOther(String x5t) {
        // When
        X5tEncoding encoding = X5tEncoding.of(x5t);

        // Then
        assertThat(encoding).isEqualTo(X5tEncoding.OTHER);
        assertThat(X5tEncoding.thumbprint(x5t)).isEmpty();
    }
}
