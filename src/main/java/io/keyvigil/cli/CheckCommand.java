package io.keyvigil.cli;

import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListParser;
import io.keyvigil.tenant.WatchListReading;
import java.nio.file.Path;
import java.util.List;

/** {@code check FILE}: exits with status 0 if the watch list is valid, or prints all problems and exits with status 1. */
final class CheckCommand implements Command {

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String synopsis() {
        return "FILE";
    }

    @Override
    public String summary() {
        return "Check a watch list (exit status 1 with every problem)";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        if (arguments.size() != 1) {
            terminal.err().println("keyvigil check: expected one argument, the watch list file");
            return WRONG_USAGE;
        }
        WatchListReading reading = WatchListParser.parse(Path.of(arguments.get(0)));
        reading.problems().forEach(problem -> terminal.out().println(problem));
        reading.watchList()
                .ifPresent(watchList -> terminal.out().println(arguments.get(0) + ": " + successLine(watchList)));
        return reading.problems().isEmpty() ? OK : FOUND_PROBLEMS;
    }

    private static String successLine(WatchList watchList) {
        return "OK: " + count(watchList.tenants().size(), "tenant") + ", "
                + count(watchList.consumers().size(), "consumer") + ", "
                + count(watchList.clock().servers().size(), "time server");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
