package io.keyvigil.cli;

import java.util.List;

/** A command that needs no server. */
interface Command {

    int OK = 0;
    int FOUND_PROBLEMS = 1;
    int WRONG_USAGE = 2;

    String name();

    /** The arguments, as they stand in the help. */
    String synopsis();

    /** One line for the list of commands. */
    String summary();

    /** Its options, beside {@code --help}. */
    default List<String> options() {
        return List.of();
    }

    /** Runs it and gives the exit status. */
    int run(List<String> arguments, Terminal terminal);
}
