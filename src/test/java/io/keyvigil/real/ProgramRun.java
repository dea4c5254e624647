package io.keyvigil.real;

import java.time.Duration;

/** How the program ended, with everything that it printed to its output and its error output. */
record ProgramRun(int status, String output, Duration took) {}
