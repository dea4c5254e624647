package io.keyvigil.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that is logged while it is open, at every level, as the console would show it, stack traces included. */
final class LogRecorder implements AutoCloseable {

    private static final List<String> COUNTERPARTS =
            List.of("org.apache.http", "io.restassured", "groovyx", "com.sun.net.httpserver");

    private final PatternFormatter formatter = new PatternFormatter("%d %p %c %m %e%n");
    private final StringBuilder text = new StringBuilder();
    /** Held, for a logger that nobody holds loses its level. */
    private final Map<Logger, Level> levels = new LinkedHashMap<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            record(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogRecorder() {}

    /** Makes everybody talk, also those of whom the service's own settings demand silence. */
    static LogRecorder loudest() {
        return of("", "io.keyvigil", "io.quarkus", "io.vertx", "org.jboss", "io.netty", "jdk.internal.httpclient");
    }

    /** As an operator would who sets the level to DEBUG. */
    static LogRecorder loud() {
        return of("", "io.keyvigil");
    }

    private static LogRecorder of(String... names) {
        LogRecorder recorder = new LogRecorder();
        for (String name : names) {
            Logger logger = Logger.getLogger(name);
            recorder.levels.put(logger, logger.getLevel() == null ? Level.INFO : logger.getLevel());
            logger.setLevel(name.equals("io.keyvigil") ? Level.ALL : Level.FINE);
        }
        Logger.getLogger("").addHandler(recorder.handler);
        return recorder;
    }

    private synchronized void record(LogRecord logged) {
        boolean ofTheTest = COUNTERPARTS.stream().anyMatch(logged.getLoggerName()::startsWith);
        if (!ofTheTest) {
            text.append(formatter.format(ExtLogRecord.wrap(logged)));
        }
    }

    synchronized String text() {
        return text.toString();
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
        levels.forEach(Logger::setLevel);
    }
}
