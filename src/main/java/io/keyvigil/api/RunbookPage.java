package io.keyvigil.api;

import io.keyvigil.risk.Runbook;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders Markdown as a complete HTML page without its own scripts and styles. HTML in the text is escaped. Links may only have
 * schemes that cannot run code in a browser.
 */
@Singleton
final class RunbookPage {

    private final Parser parser = Parser.builder().build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    /** @param title plain letters; not escaped */
    String html(String title, String markdown) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="stylesheet" href="/runbooks/runbook.css">
                </head>
                <body>
                <nav><a href="/runbooks">All runbooks</a></nav>
                <main>
                %s</main>
                </body>
                </html>
                """
                .formatted(title, renderer.render(parser.parse(markdown)));
    }

    static String index(List<Runbook> runbooks) {
        return runbooks.stream()
                .map(runbook ->
                        "- [%s](/runbooks/%s): %s.%n".formatted(runbook.name(), runbook.name(), runbook.summary()))
                .collect(Collectors.joining("", "# Runbooks\n\nWhat to do when an alert fires.\n\n", ""));
    }
}
