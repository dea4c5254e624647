package io.keyvigil.tenant;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Marks lines only, and each once: every node keeps two marks, and each of SnakeYAML's own holds on to a piece of the
 * text. With 100,000 tenants that is most of the memory that reading takes.
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
