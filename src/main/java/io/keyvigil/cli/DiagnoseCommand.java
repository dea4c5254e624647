package io.keyvigil.cli;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
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
import io.keyvigil.profile.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code diagnose}: one token from a file or standard input, no server. Exit status 0 accepted, 1 rejected, 2 could not be
 * diagnosed.
 */
final class DiagnoseCommand implements Command {

    private static final String SYNOPSIS = "[--issuer URL | --jwks FILE | --bundle FILE] [FILE]";
    private static final String USAGE = "; usage: keyvigil diagnose " + SYNOPSIS;
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
        return SYNOPSIS;
    }

    @Override
    public String summary() {
        return "says why the token in FILE, or on standard input, is rejected; 2: cannot be told";
    }

    @Override
    public List<String> options() {
        return List.of("--issuer", "--jwks", "--bundle");
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        try {
            Arguments read = Arguments.of(arguments);
            Diagnosis diagnosis = diagnosed(token(read, terminal), evidence(read));
            terminal.out().print(DiagnosisText.of(diagnosis, FindingTexts.load(), false));
            return switch (diagnosis.verdict()) {
                case ACCEPTED -> OK;
                case REJECTED -> FOUND_PROBLEMS;
                case UNDETERMINED -> WRONG_USAGE;
            };
        } catch (UsageException e) {
            terminal.err().println("keyvigil diagnose: " + e.getMessage());
            return WRONG_USAGE;
        } catch (IOException e) {
            terminal.err().println("keyvigil diagnose: " + FileTrouble.of(e));
            return WRONG_USAGE;
        }
    }

    private Diagnosis diagnosed(String token, Evidence evidence) {
        TokenDiagnoser diagnoser = new TokenDiagnoser(
                evidence.known(),
                new Forecasts(Optional::empty, Profiles.shipped(), ObservedCaches.NONE, new ServedFreshness()),
                evidence.trueTime(),
                FindingTexts.load(),
                clock,
                SubjectPseudonym.random());
        DiagnosisRequest request = DiagnosisRequest.ofToken(token);
        return diagnoser.diagnose(new DiagnosisRequest(
                request.token(),
                evidence.known().subject().map(subject -> subject.tenant().id()),
                request.audience(),
                request.consumer(),
                evidence.at(),
                request.fresh(),
                request.jwks(),
                request.error()));
    }

    /** @param at the moment to diagnose for; empty: now */
    private record Evidence(SoleSubject known, TrueTime trueTime, Optional<Instant> at) {
        static Evidence of(Optional<Subject> subject) {
            return new Evidence(new SoleSubject(subject), TrueTime.UNKNOWN, Optional.empty());
        }
    }

    private Evidence evidence(Arguments arguments) throws IOException {
        if (arguments.bundle().isPresent()) {
            SupportBundle bundle = SupportBundle.read(arguments.bundle().get());
            return new Evidence(bundle.known(), bundle::trueTime, Optional.of(bundle.madeAt()));
        }
        if (arguments.jwks().isPresent()) {
            return Evidence.of(Optional.of(keys(arguments.jwks().get())));
        }
        return Evidence.of(arguments.issuer().map(issuer -> new IssuerFetch(clock).subject(issuer)));
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

    private record Arguments(Optional<String> issuer, Optional<Path> jwks, Optional<Path> bundle, Optional<Path> file) {

        static Arguments of(List<String> words) {
            Optional<String> issuer = Optional.empty();
            Optional<Path> jwks = Optional.empty();
            Optional<Path> bundle = Optional.empty();
            Optional<Path> file = Optional.empty();
            Deque<String> rest = new ArrayDeque<>(words);
            while (!rest.isEmpty()) {
                String word = rest.pop();
                if (word.equals("--issuer")) {
                    issuer = Optional.of(valueOf(word, rest));
                } else if (word.equals("--jwks")) {
                    jwks = Optional.of(Path.of(valueOf(word, rest)));
                } else if (word.equals("--bundle")) {
                    bundle = Optional.of(Path.of(valueOf(word, rest)));
                } else if (word.startsWith("--")) {
                    throw new UsageException(word + " is no option" + USAGE);
                } else if (file.isPresent()) {
                    throw new UsageException("one FILE at most has the token" + USAGE);
                } else if (!word.equals("-")) {
                    file = Optional.of(Path.of(word));
                }
            }
            if (Stream.of(issuer, jwks, bundle).filter(Optional::isPresent).count() > 1) {
                throw new UsageException("--issuer, --jwks and --bundle exclude each other");
            }
            return new Arguments(issuer, jwks, bundle, file);
        }

        private static String valueOf(String option, Deque<String> rest) {
            if (rest.isEmpty()) {
                throw new UsageException(option + " needs a value");
            }
            return rest.pop();
        }
    }
}
