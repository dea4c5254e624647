package io.keyvigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class PlainLogTest {

    private final PatternFormatter formatter = new PatternFormatter("%m%n%e");

    @Test
    void parameterOfALibrarysLineIsPlain() {
        // Given
        ExtLogRecord line =
                new ExtLogRecord(Level.ERROR, "HTTP Request to %s failed", ExtLogRecord.FormatStyle.PRINTF, "library");
        line.setParameters(new Object[] {"/\u009b2J\u202etxt.exe"});

        // When
        boolean written = new PlainLog().isLoggable(line);

        // Then
        assertThat(written).isTrue();
        assertThat(formatter.format(line)).contains("HTTP Request to /<U+009B>2J<U+202E>txt.exe failed");
    }

    @Test
    void messagesOfExceptionsArePlain() {
        // Given
        IllegalStateException cause = new IllegalStateException("kid \u001b]0;x\u0007");
        ExtLogRecord line = new ExtLogRecord(Level.ERROR, "event=poll-broken", "keyvigil");
        line.setThrown(new IllegalArgumentException("why\u2028", cause));

        // When
        new PlainLog().isLoggable(line);

        // Then
        assertThat(formatter.format(line))
                .contains("IllegalArgumentException: why<U+2028>", "IllegalStateException: kid <U+001B>]0;x<U+0007>")
                .contains("at io.keyvigil.cli.PlainLogTest.messagesOfExceptionsArePlain")
                .doesNotContain("\u001b", "\u2028");
    }

    @Test
    void lineOfPlainTextIsLeftAlone() {
        // Given
        IllegalStateException thrown = new IllegalStateException("plain");
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "one line\nand another", "keyvigil");
        line.setThrown(thrown);

        // When
        new PlainLog().isLoggable(line);

        // Then
        assertThat(line.getMessage()).isEqualTo("one line\nand another");
        assertThat(line.getThrown()).isSameAs(thrown);
    }
}
