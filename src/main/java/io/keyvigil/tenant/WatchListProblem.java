package io.keyvigil.tenant;

import java.util.OptionalInt;

/**
 * One problem of the watch list.
 *
 * @param file the file, or the name of the environment variable
 * @param line counted from 1; empty if unknown
 * @param problem what is wrong
 * @param remedy what to write instead
 */
public record WatchListProblem(String file, OptionalInt line, String problem, String remedy) {

    /** {@code file:line: problem; remedy}. */
    @Override
    public String toString() {
        String place = line.isPresent() ? file + ":" + line.getAsInt() : file;
        return place + ": " + problem + "; " + remedy;
    }
}
