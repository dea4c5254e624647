package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the file holds, reading it ends in a list or in problems. */
class WatchListTextTest {

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.of(
                        "tenants:",
                        "consumers:",
                        "clock:",
                        "a:",
                        "issuer:",
                        "headers:",
                        "canary:",
                        "profile:",
                        "\n",
                        "  ",
                        "- ",
                        "? ",
                        "&x ",
                        "*x",
                        "!t ",
                        "!!int ",
                        "<<: ",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        "'",
                        "\"",
                        "\\",
                        "|\n",
                        "%",
                        "@",
                        "---",
                        "...",
                        "#",
                        "\t",
                        "~",
                        "1",
                        "true",
                        "\u0000",
                        "\uFEFF",
                        "\uD800",
                        "5m")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Property
    void anyText(@ForAll("fragments") String text) {
        WatchListReading reading = WatchListParser.parse("w.yaml", text);

        assertThat(reading.watchList().isPresent()).isEqualTo(reading.problems().isEmpty());
    }

    @Property
    void exampleCutAnywhere(@ForAll @IntRange(max = 2_000) int length) throws IOException {
        String example = WatchListParserTest.example();
        String cut = example.substring(0, Math.min(length, example.length()));

        WatchListReading reading = WatchListParser.parse("w.yaml", cut);

        assertThat(reading.watchList().isPresent()).isEqualTo(reading.problems().isEmpty());
    }
}
