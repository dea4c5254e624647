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
        return "checks a watch list; exit status 1 with every problem";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        if (arguments.size() != 1) {
            terminal.err().println("keyvigil check: names one file, the watch list");
            return WRONG_USAGE;
        }
        WatchListReading reading = WatchListParser.parse(Path.of(arguments.get(0)));
        reading.problems().forEach(problem -> terminal.out().println(problem));
        reading.watchList().ifPresent(watchList -> terminal.out().println(arguments.get(0) + ": " + praise(watchList)));
        return reading.problems().isEmpty() ? OK : FOUND_PROBLEMS;
    }

    private static String praise(WatchList watchList) {
        return "right: " + watchList.tenants().size() + " tenants, "
                + watchList.consumers().size() + " consumers, "
                + watchList.clock().servers().size() + " time servers";
    }
}
