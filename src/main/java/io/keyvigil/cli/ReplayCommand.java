package io.keyvigil.cli;

import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.TenantState;
import io.keyvigil.watch.Transition;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code replay FILE…}: processes recorded key set histories like polls, and prints a JSON line for each event. */
final class ReplayCommand implements Command {

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String synopsis() {
        return "FILE…";
    }

    @Override
    public String summary() {
        return "Replay recorded key-set histories and print a JSON line for each event";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        if (arguments.isEmpty()) {
            terminal.err().println("keyvigil replay: expected at least one FILE, a key-set history");
            return WRONG_USAGE;
        }
        int status = OK;
        for (String file : arguments) {
            try {
                replay(KeySetHistory.read(Path.of(file)), terminal.out());
            } catch (IOException e) {
                String reason = FileTrouble.of(e);
                terminal.err().println("keyvigil replay: " + (reason.startsWith(file) ? "" : file + ": ") + reason);
                status = FOUND_PROBLEMS;
            }
        }
        return status;
    }

    private static void replay(KeySetHistory history, PrintStream out) {
        TenantState state = TenantState.UNSEEN;
        for (KeySetHistory.Sample sample : history.samples()) {
            Transition transition = state.next(sample.result(), sample.at(), sample.at());
            for (KeyEvent event : transition.events()) {
                out.println(line(history.service(), sample.date(), event));
            }
            state = transition.after();
        }
    }

    private static String line(String service, String date, KeyEvent event) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("service", service);
        members.put("date", date);
        members.put("kind", event.kind().code());
        members.put("kid", event.kid().orElse(null));
        members.put("thumbprint", event.thumbprint().map(JwkThumbprint::value).orElse(null));
        return TerminalJson.line(members);
    }
}
