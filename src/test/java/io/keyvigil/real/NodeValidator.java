package io.keyvigil.real;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A validator in a process of its own: a token a line goes in, a verdict a line comes out. */
final class NodeValidator implements RealValidator {

    private final Process process;
    private final BufferedWriter tokens;
    private final BufferedReader verdicts;

    NodeValidator(Process process) {
        this.process = process;
        this.tokens = process.outputWriter(StandardCharsets.UTF_8);
        this.verdicts = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void validate(String token) throws IOException {
        tokens.write(token);
        tokens.newLine();
        tokens.flush();
        String verdict = verdicts.readLine();
        if (verdict == null) {
            throw new IOException("the validator's process ended");
        }
        if (!verdict.equals("accepted")) {
            throw new IllegalArgumentException(verdict);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
