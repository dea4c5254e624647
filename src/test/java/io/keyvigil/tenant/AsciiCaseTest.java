package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

class AsciiCaseTest {

    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    private static final String DOTTED_CAPITALS = "\u0130".repeat(129_000);

    /** The platform's method takes seconds of processor time for this text. */
    private static final long MOST_MILLISECONDS = 200;

    @Property
    void asciiTextIsFoldedAsThePlatformDoesIt(@ForAll @CharRange(from = '\0', to = '\u007f') String text) {
        // When
        String lower = AsciiCase.lower(text);
        String upper = AsciiCase.upper(text);
        // Then
        assertThat(lower).isEqualTo(text.toLowerCase(Locale.ROOT));
        assertThat(upper).isEqualTo(text.toUpperCase(Locale.ROOT));
        assertThat(AsciiCase.same(lower, upper)).isTrue();
    }

    @Property
    void otherCharactersStayAsTheyAre(@ForAll String text) {
        // When
        String lower = AsciiCase.lower(text);
        // Then
        assertThat(lower).hasSameSizeAs(text);
        assertThat(lower.replaceAll("[a-zA-Z]", "")).isEqualTo(text.replaceAll("[a-zA-Z]", ""));
    }

    @Example
    void lettersThatOnlyLookLikeAsciiAreOthers() {
        // Given
        String kelvin = "\u212aeyvigil";
        // When
        boolean same = AsciiCase.same(kelvin, "keyvigil");
        // Then
        assertThat(same).isFalse();
        assertThat(kelvin).isEqualToIgnoringCase("keyvigil");
        assertThat(AsciiCase.same(null, "https")).isFalse();
    }

    @Example
    void textThatCostsThePlatformSecondsIsFoldedInOnePass() {
        // Given
        String text = DOTTED_CAPITALS + "A" + DOTTED_CAPITALS;
        long begun = PROCESSOR.getCurrentThreadCpuTime();
        // When
        String lower = AsciiCase.lower(text);
        String upper = AsciiCase.upper(lower);
        boolean same = AsciiCase.same(lower, upper);
        // Then
        assertThat((PROCESSOR.getCurrentThreadCpuTime() - begun) / 1_000_000).isLessThan(MOST_MILLISECONDS);
        assertThat(lower).isEqualTo(DOTTED_CAPITALS + "a" + DOTTED_CAPITALS);
        assertThat(same).isTrue();
    }
}
