package io.keyvigil.tenant;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A stream reader that creates marks per line only, and each once. Every node keeps two marks, and each of SnakeYAML's own marks
 * retains a piece of the text. With 100,000 tenants these are most of the memory that reading needs.
 */
final class LineReader extends StreamReader {

    private static final int[] NO_SNIPPET = {};

    private Mark last = mark(0);

    LineReader(String text) {
        super(text);
    }

    @Override
    public Mark getMark() {
        if (last.getLine() != getLine()) {
            last = mark(getLine());
        }
        return last;
    }

    private static Mark mark(int line) {
        return new Mark("", 0, line, 0, NO_SNIPPET, 0);
    }
}
