package io.keyvigil.real;

/**
 * What came back on a {@link RawConnection}.
 *
 * @param status 0 if nothing came
 * @param text head and body
 * @param closed whether the server closed the connection
 */
record RawAnswer(int status, String text, boolean closed) {}
