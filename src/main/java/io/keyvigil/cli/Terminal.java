package io.keyvigil.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** The input and output streams of a command. */
record Terminal(InputStream in, PrintStream out, PrintStream err) {}
