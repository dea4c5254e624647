package io.keyvigil.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Keys of the RFCs, and short ways to read keys. */
final class Keys {
    /** RFC 7638 section 3.1, also the RSA key of RFC 7517 appendix A.1. */
    static final String RFC_7638_MODULUS =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
                    + "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8K"
                    + "JZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF4"
                    + "4-csFCur-kEgU8awapJzKnqDKgw";

    static final String RFC_7638_THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    static final String RFC_7517_RSA = rsa(RFC_7638_MODULUS, "AQAB", "'alg':'RS256','kid':'2011-04-29'");

    static final String RFC_7517_EC =
            json("{'kty':'EC','crv':'P-256','x':'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',"
                    + "'y':'4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM','use':'enc','kid':'1'}");

    /** RFC 7515 appendix A.3. */
    static final String RFC_7515_EC =
            json("{'kty':'EC','crv':'P-256','x':'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',"
                    + "'y':'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'}");

    /** RFC 7520 section 3.1. */
    static final String RFC_7520_EC = json(
            "{'kty':'EC','kid':'bilbo.baggins@hobbiton.example','use':'sig','crv':'P-521',"
                    + "'x':'AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt',"
                    + "'y':'AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1'}");

    /** RFC 7520 section 3.3. */
    static final String RFC_7520_RSA = rsa(
            "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_Ns"
                    + "YOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0Z"
                    + "CuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw",
            "AQAB",
            "'kid':'bilbo.baggins@hobbiton.example','use':'sig'");

    /** RFC 8037 appendix A.2. */
    static final String RFC_8037_ED25519 =
            json("{'kty':'OKP','crv':'Ed25519','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}");

    private Keys() {}

    /** JSON written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static String rsa(String modulus, String exponent, String... more) {
        String members = Arrays.stream(more).map(member -> "," + member).collect(Collectors.joining());
        return json("{'kty':'RSA','n':'" + modulus + "','e':'" + exponent + "'" + members + "}");
    }

    static JwkSetReading set(String... keys) {
        return parse("{\"keys\":[" + String.join(",", keys) + "]}");
    }

    static JwkSetReading parse(String text) {
        return JwkSetParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static JwkSetReading.Readable readable(JwkSetReading reading) {
        return reading.fold(read -> read, unreadable -> {
            throw new AssertionError(unreadable.flaw() + ": " + unreadable.detail());
        });
    }

    static JwkSetReading.Unreadable unreadable(JwkSetReading reading) {
        return reading.fold(
                read -> {
                    throw new AssertionError(read.set().toString());
                },
                unreadable -> unreadable);
    }

    static List<Jwk> keys(JwkSetReading reading) {
        return readable(reading).set().keys();
    }

    static Jwk key(String json) {
        return keys(set(json)).get(0);
    }
}
