package io.keyvigil.cli;

import io.keyvigil.jose.PlainText;
import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Converts every log line to {@link PlainText}, including those of libraries and the messages of exceptions. Only line feeds are
 * kept: text from other parties in Keyvigil's own lines has none.
 */
@LoggingFilter(name = "plain")
public final class PlainLog implements Filter {

    private static final int DEEPEST_CAUSE = 16;

    /** Formats the message with its parameters, and nothing else. */
    private static final ExtFormatter MESSAGES = new PatternFormatter("%s");

    /** An exception whose message is plain text; its stack trace and causes are those of the original. */
    private static final class Plain extends Throwable {
        private static final long serialVersionUID = 1L;

        private final String text;

        Plain(Throwable original, int depth) {
            super(null, depth < DEEPEST_CAUSE ? plain(original.getCause(), depth + 1) : null, true, true);
            this.text = PlainLog.plain(String.valueOf(original));
            setStackTrace(original.getStackTrace());
            Arrays.stream(original.getSuppressed()).forEach(also -> addSuppressed(plain(also, DEEPEST_CAUSE)));
        }

        static Throwable plain(Throwable original, int depth) {
            return original == null ? null : new Plain(original, depth);
        }

        static boolean isNeededFor(Throwable original, int depth) {
            return original != null
                    && depth <= DEEPEST_CAUSE
                    && (!String.valueOf(original).equals(PlainLog.plain(String.valueOf(original)))
                            || isNeededFor(original.getCause(), depth + 1)
                            || Arrays.stream(original.getSuppressed())
                                    .anyMatch(also -> isNeededFor(also, DEEPEST_CAUSE)));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord written) {
            String message = MESSAGES.format(written);
            String plain = plain(message);
            if (!plain.equals(message)) {
                written.setMessage(plain, ExtLogRecord.FormatStyle.NO_FORMAT);
            }
            if (Plain.isNeededFor(written.getThrown(), 0)) {
                written.setThrown(Plain.plain(written.getThrown(), 0));
            }
        }
        return true;
    }

    private static String plain(String text) {
        return text == null
                ? ""
                : Arrays.stream(text.split("\n", -1)).map(PlainText::of).collect(Collectors.joining("\n"));
    }
}
