package io.keyvigil.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** What a command reads from and writes to. */
record Terminal(InputStream in, PrintStream out, PrintStream err) {}
