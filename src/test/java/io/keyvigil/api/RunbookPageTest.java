package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyvigil.risk.Runbook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookPageTest {

    private final RunbookPage page = new RunbookPage();

    @Test
    void headingsListsAndCommandsAreRendered() {
        // When
        String html = page.html("Title", "# Name\n\n- `a < b`\n\n```sh\ncurl x | jq '.a' > b\n```\n");

        // Then
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Title</title>", "<h1>Name</h1>", "<code>a &lt; b</code>")
                .contains("curl x | jq '.a' &gt; b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "text <img src=x onerror=alert(1)> text",
                "[link](javascript:alert(1))",
                "![picture](javascript:alert(1))",
                "<javascript:alert(1)>"
            })
    void whatABrowserWouldRunIsNotInThePage(String markdown) {
        // When
        String html = page.html("Title", markdown);

        // Then
        assertThat(html).doesNotContain("<script", "<img src=x", "href=\"javascript:", "src=\"javascript:");
    }

    @Test
    void indexNamesEachWithItsSummary() {
        // When
        String index = RunbookPage.index(List.of(new Runbook("KeyvigilX", "Something breaks", "# KeyvigilX")));

        // Then
        assertThat(index).contains("- [KeyvigilX](/runbooks/KeyvigilX): Something breaks.\n");
    }
}
