package io.keyvigil.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code completion}: prints a script that completes commands and options in bash, and in zsh with bashcompinit. */
final class CompletionCommand implements Command {

    private final List<Command> others;

    CompletionCommand(List<Command> others) {
        this.others = List.copyOf(others);
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String synopsis() {
        return "";
    }

    @Override
    public String summary() {
        return "Print a completion script: source <(keyvigil completion)";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        if (!arguments.isEmpty()) {
            terminal.err().println("keyvigil completion: takes no arguments");
            return WRONG_USAGE;
        }
        terminal.out().print(script());
        return OK;
    }

    private String script() {
        String names = Stream.concat(
                        Stream.of("serve", "demo", name(), "--help", "--version"),
                        others.stream().map(Command::name))
                .collect(Collectors.joining(" "));
        String cases = others.stream()
                .map(command -> "    " + command.name() + ") options=\"" + String.join(" ", command.options())
                        + " --help\" ;;\n")
                .collect(Collectors.joining());
        return """
                # keyvigil: a completion for bash; for zsh run first: autoload -U bashcompinit && bashcompinit
                _keyvigil() {
                  local word="${COMP_WORDS[COMP_CWORD]}" options="--help"
                  if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "%s" -- "$word"))
                    return
                  fi
                  case "${COMP_WORDS[1]}" in
                %s  esac
                  if [ "${word#-}" != "$word" ]; then
                    COMPREPLY=($(compgen -W "$options" -- "$word"))
                  else
                    COMPREPLY=($(compgen -f -- "$word"))
                  fi
                }
                complete -o filenames -F _keyvigil keyvigil
                """
                .formatted(names, cases);
    }
}
