package io.keyvigil.cli;

import java.util.List;

/** A command that runs without a server. */
interface Command {

    int OK = 0;
    int FOUND_PROBLEMS = 1;
    int WRONG_USAGE = 2;

    String name();

    /** Returns the arguments as shown in the help. */
    String synopsis();

    /** Returns one line for the list of commands. */
    String summary();

    /** Returns its options, without {@code --help}. */
    default List<String> options() {
        return List.of();
    }

    /** Runs the command and returns the exit status. */
    int run(List<String> arguments, Terminal terminal);
}
