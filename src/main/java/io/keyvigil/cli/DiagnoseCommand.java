package io.keyvigil.cli;

import io.keyvigil.consumer.ObservedCaches;
import io.keyvigil.consumer.Profiles;
import io.keyvigil.diagnosis.Diagnosis;
import io.keyvigil.diagnosis.DiagnosisRequest;
import io.keyvigil.diagnosis.DiagnosisText;
import io.keyvigil.diagnosis.FindingTexts;
import io.keyvigil.diagnosis.PastedKeys;
import io.keyvigil.diagnosis.SoleSubject;
import io.keyvigil.diagnosis.Subject;
import io.keyvigil.diagnosis.SubjectPseudonym;
import io.keyvigil.diagnosis.TokenDiagnoser;
import io.keyvigil.diagnosis.TrueTime;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.tenant.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * {@code diagnose}: one token from a file or standard input, no server. Exit status 0 accepted, 1 rejected, 2 could not be
 * diagnosed.
 */
final class DiagnoseCommand implements Command {

    private static final int MOST_OCTETS = 256 * 1024;

    private final Clock clock;

    DiagnoseCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "diagnose";
    }

    @Override
    public String synopsis() {
        return "[--issuer URL | --jwks FILE] [FILE]";
    }

    @Override
    public String summary() {
        return "says why the token in FILE, or on standard input, is rejected; 2: cannot be told";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        try {
            Arguments read = Arguments.of(arguments);
            Optional<Subject> subject = subject(read);
            Diagnosis diagnosis = diagnosed(token(read, terminal), subject);
            terminal.out().print(DiagnosisText.of(diagnosis, FindingTexts.load(), false));
            return switch (diagnosis.verdict()) {
                case ACCEPTED -> OK;
                case REJECTED -> FOUND_PROBLEMS;
                case UNDETERMINED -> WRONG_USAGE;
            };
        } catch (UsageException | IOException e) {
            terminal.err().println("keyvigil diagnose: " + e.getMessage());
            return WRONG_USAGE;
        }
    }

    private Diagnosis diagnosed(String token, Optional<Subject> subject) {
        TokenDiagnoser diagnoser = new TokenDiagnoser(
                new SoleSubject(subject),
                Profiles.shipped(),
                ObservedCaches.NONE,
                TrueTime.UNKNOWN,
                FindingTexts.load(),
                clock,
                SubjectPseudonym.random());
        DiagnosisRequest request = DiagnosisRequest.ofToken(token);
        Optional<TenantId> tenant = subject.map(known -> known.tenant().id());
        return diagnoser.diagnose(new DiagnosisRequest(
                request.token(),
                tenant,
                request.audience(),
                request.consumer(),
                request.at(),
                request.fresh(),
                request.jwks(),
                request.error()));
    }

    private Optional<Subject> subject(Arguments arguments) throws IOException {
        if (arguments.jwks().isPresent()) {
            return Optional.of(keys(arguments.jwks().get()));
        }
        return arguments.issuer().map(issuer -> new IssuerFetch(clock).subject(issuer));
    }

    private Subject keys(Path file) throws IOException {
        JwkSetReading reading = KeyFile.read(file);
        if (reading instanceof JwkSetReading.Readable readable) {
            return PastedKeys.subject(readable.set(), clock.instant());
        }
        throw new UsageException(file + ": " + ((JwkSetReading.Unreadable) reading).detail());
    }

    private static String token(Arguments arguments, Terminal terminal) throws IOException {
        if (arguments.file().isPresent()) {
            try (InputStream in = Files.newInputStream(arguments.file().get())) {
                return text(in);
            }
        }
        return text(terminal.in());
    }

    private static String text(InputStream in) throws IOException {
        byte[] octets = in.readNBytes(MOST_OCTETS + 1);
        if (octets.length > MOST_OCTETS) {
            throw new UsageException("a token has at most 64 KiB");
        }
        String text = new String(octets, StandardCharsets.UTF_8);
        if (TokenDiagnoser.isTooLarge(text)) {
            throw new UsageException("a token has at most 64 KiB");
        }
        return text;
    }

    private record Arguments(Optional<String> issuer, Optional<Path> jwks, Optional<Path> file) {

        static Arguments of(List<String> words) {
            Optional<String> issuer = Optional.empty();
            Optional<Path> jwks = Optional.empty();
            Optional<Path> file = Optional.empty();
            Deque<String> rest = new ArrayDeque<>(words);
            while (!rest.isEmpty()) {
                String word = rest.pop();
                if (word.equals("--issuer")) {
                    issuer = Optional.of(valueOf(word, rest));
                } else if (word.equals("--jwks")) {
                    jwks = Optional.of(Path.of(valueOf(word, rest)));
                } else if (word.startsWith("--") || file.isPresent()) {
                    throw new UsageException(
                            "wrong arguments; usage: keyvigil diagnose [--issuer URL | --jwks FILE] [FILE]");
                } else if (!word.equals("-")) {
                    file = Optional.of(Path.of(word));
                }
            }
            if (issuer.isPresent() && jwks.isPresent()) {
                throw new UsageException("--issuer and --jwks exclude each other");
            }
            return new Arguments(issuer, jwks, file);
        }

        private static String valueOf(String option, Deque<String> rest) {
            if (rest.isEmpty()) {
                throw new UsageException(option + " needs a value");
            }
            return rest.pop();
        }
    }
}
