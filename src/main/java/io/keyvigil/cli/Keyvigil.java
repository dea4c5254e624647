package io.keyvigil.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The main class. Commands without a server run here, before the platform starts; the other commands start the platform. */
@QuarkusMain
public final class Keyvigil {

    private static final String SERVE = "serve";
    private static final String DEMO = "demo";
    private static final String EXIT_STATUS = "exit status: 0 success, 1 problems found, 2 wrong usage or no response";
    private static final String ABOUT_SERVE =
            "Monitor the providers of KEYVIGIL_WATCHLIST and KEYVIGIL_ISSUERS (default)";
    private static final String ABOUT_DEMO =
            "Monitor a local demo provider that rotates its keys, three minutes per round";
    private static final int WIDTH = 20;
    private static final List<Command> COMMANDS = commands();

    private Keyvigil() {}

    private static List<Command> commands() {
        List<Command> working = List.of(
                new CheckCommand(),
                new DiagnoseCommand(Wiring.systemClock()),
                new ReplayCommand(),
                new StatusCommand());
        return Stream.concat(working.stream(), Stream.of(new CompletionCommand(working)))
                .toList();
    }

    public static void main(String... arguments) {
        String first = arguments.length == 0 ? SERVE : arguments[0];
        if (asksForHelp(arguments) || isServer(first) && arguments.length > 1) {
            System.exit(run(Arrays.asList(arguments), new Terminal(System.in, System.out, System.err)));
        } else if (first.equals(SERVE)) {
            HttpClientSettings.apply();
            Quarkus.run();
        } else if (first.equals(DEMO)) {
            HttpClientSettings.apply();
            DemoCommand.run(Wiring.systemClock());
        } else {
            System.exit(run(Arrays.asList(arguments), new Terminal(System.in, System.out, System.err)));
        }
    }

    /** Whether the arguments request help, also after a command that starts a server. */
    private static boolean asksForHelp(String... arguments) {
        return Stream.of(arguments).anyMatch(List.of("--help", "-h", "--version")::contains);
    }

    private static boolean isServer(String name) {
        return name.equals(SERVE) || name.equals(DEMO);
    }

    static int run(List<String> arguments, Terminal terminal) {
        String name = arguments.get(0);
        List<String> rest = arguments.subList(1, arguments.size());
        if (arguments.contains("--version")) {
            terminal.out().println("keyvigil " + Version.read());
            return Command.OK;
        }
        if (List.of("--help", "-h", "help").contains(name)) {
            terminal.out().print(help());
            return Command.OK;
        }
        if (isServer(name)) {
            return server(name, rest, terminal);
        }
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                return run(command, rest, terminal);
            }
        }
        terminal.err().println("keyvigil: unknown command " + name + "; keyvigil --help lists the commands");
        return Command.WRONG_USAGE;
    }

    /** Prints the help of a server command, or the reason why it does not start: its settings come from the environment. */
    private static int server(String name, List<String> arguments, Terminal terminal) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            terminal.out().println("usage: keyvigil " + name);
            terminal.out().println(name.equals(SERVE) ? ABOUT_SERVE : ABOUT_DEMO);
            terminal.out().println("exit status: 1 if it cannot start, with every reason");
            return Command.OK;
        }
        terminal.err().println("keyvigil " + name + ": takes no arguments; use environment variables");
        return Command.WRONG_USAGE;
    }

    private static int run(Command command, List<String> arguments, Terminal terminal) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            terminal.out().println(("usage: keyvigil " + command.name() + " " + command.synopsis()).strip());
            terminal.out().println(command.summary());
            terminal.out().println(EXIT_STATUS);
            return Command.OK;
        }
        int status = command.run(arguments, terminal);
        terminal.out().flush();
        return status;
    }

    private static String help() {
        StringBuilder help = new StringBuilder("usage: keyvigil [COMMAND] [ARGUMENT…]\n\n");
        line(help, SERVE, ABOUT_SERVE);
        line(help, DEMO, ABOUT_DEMO);
        COMMANDS.forEach(command -> line(help, command.name() + " " + command.synopsis(), command.summary()));
        line(help, "COMMAND --help", "Explain one command");
        line(help, "--version", "Print the version");
        return help.append("\n" + EXIT_STATUS + "\n").toString();
    }

    private static void line(StringBuilder help, String command, String summary) {
        String gap = command.strip().length() < WIDTH
                ? " ".repeat(WIDTH - command.strip().length())
                : "\n" + " ".repeat(WIDTH + 2);
        help.append("  ").append(command.strip()).append(gap).append(summary).append('\n');
    }
}
