package io.keyvigil.cli;

import io.keyvigil.api.DiagnosisDocument;
import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.diagnosis.Diagnosis;
import io.keyvigil.diagnosis.DiagnosisRequest;
import io.keyvigil.diagnosis.DiagnosisText;
import io.keyvigil.diagnosis.FindingCode;
import io.keyvigil.diagnosis.FindingTexts;
import io.keyvigil.diagnosis.PastedKeys;
import io.keyvigil.diagnosis.SoleSubject;
import io.keyvigil.diagnosis.Subject;
import io.keyvigil.diagnosis.SubjectPseudonym;
import io.keyvigil.diagnosis.TokenDiagnoser;
import io.keyvigil.diagnosis.TrueTime;
import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.profile.Profiles;
import io.keyvigil.tenant.ConsumerId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code diagnose}: diagnoses a token, a message or a text with both, from a file or standard input, without a server. The exit
 * status is 0 for accepted, 1 for rejected, and 2 for undetermined.
 */
final class DiagnoseCommand implements Command {

    private static final int MOST_OCTETS = 256 * 1024;
    /** Addresses that need no quotes in any shell. */
    private static final Pattern PLAIN_ADDRESS = Pattern.compile("https?://[A-Za-z0-9:/._~-]{1,200}");

    private final Clock clock;
    private final FindingTexts texts = FindingTexts.load();

    DiagnoseCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "diagnose";
    }

    @Override
    public String synopsis() {
        return DiagnoseArguments.SYNOPSIS;
    }

    @Override
    public String summary() {
        return "Explain why the token in FILE, or on standard input, is rejected";
    }

    @Override
    public List<String> options() {
        return Stream.concat(DiagnoseArguments.WITH_VALUE.stream(), Stream.of("--verbose"))
                .toList();
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) {
        try {
            DiagnoseArguments read = DiagnoseArguments.of(arguments);
            Diagnosis diagnosis = diagnosed(read, pasted(read, terminal), evidence(read));
            terminal.out().print(written(diagnosis, read));
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

    private String written(Diagnosis diagnosis, DiagnoseArguments arguments) {
        if (arguments.json()) {
            return DiagnosisDocument.of(diagnosis, texts) + System.lineSeparator();
        }
        boolean keysMissing =
                arguments.withoutKeys() && diagnosis.cause().equals(Optional.of(FindingCode.NO_KEYS_KNOWN));
        return DiagnosisText.of(diagnosis, texts, false, arguments.verbose())
                + (keysMissing ? command(diagnosis, arguments) : "");
    }

    /** Returns a command that uses the keys of the token's own issuer. They are fetched only on request of the user. */
    private static String command(Diagnosis diagnosis, DiagnoseArguments arguments) {
        String keys = diagnosis
                .token()
                .map(token -> token.claims().get("iss"))
                .map(String::valueOf)
                .filter(issuer -> PLAIN_ADDRESS.matcher(issuer).matches())
                .map(issuer -> "--issuer " + issuer)
                .orElse("--jwks FILE");
        String file = arguments.namedFile().map(path -> " " + path).orElse("");
        return "  Command: keyvigil diagnose " + keys + file + System.lineSeparator();
    }

    private Diagnosis diagnosed(DiagnoseArguments arguments, String text, Evidence evidence) {
        TokenDiagnoser diagnoser = new TokenDiagnoser(
                evidence.known(),
                new Forecasts(Optional::empty, Profiles.shipped(), ObservedCaches.NONE, new ServedFreshness()),
                evidence.trueTime(),
                texts,
                clock,
                SubjectPseudonym.random());
        if (diagnoser.isTooLarge(text)) {
            throw new UsageException("a token has at most 64 KiB");
        }
        Optional<String> error = arguments.option("--error");
        return diagnoser.diagnose(new DiagnosisRequest(
                Optional.of(text).filter(given -> error.isEmpty() || !given.isBlank()),
                evidence.known().subject().map(subject -> subject.tenant().id()),
                arguments.option("--audience"),
                arguments.option("--consumer").map(id -> consumer(id, evidence.known())),
                arguments.at().or(evidence::at),
                Optional.empty(),
                Optional.empty(),
                error));
    }

    private static ConsumerId consumer(String id, SoleSubject known) {
        return known.watchList().consumers().keySet().stream()
                .filter(consumer -> consumer.value().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException("--consumer: the bundle has no consumer of this id"));
    }

    /** @param at the time of the diagnosis; empty: now */
    private record Evidence(SoleSubject known, TrueTime trueTime, Optional<Instant> at) {
        static Evidence of(Optional<Subject> subject) {
            return new Evidence(new SoleSubject(subject), TrueTime.UNKNOWN, Optional.empty());
        }
    }

    private Evidence evidence(DiagnoseArguments arguments) throws IOException {
        if (arguments.path("--bundle").isPresent()) {
            SupportBundle bundle = SupportBundle.read(arguments.path("--bundle").get());
            return new Evidence(bundle.known(), bundle::trueTime, Optional.of(bundle.madeAt()));
        }
        if (arguments.path("--jwks").isPresent()) {
            return Evidence.of(Optional.of(keys(arguments.path("--jwks").get())));
        }
        return Evidence.of(arguments.option("--issuer").map(issuer -> new IssuerFetch(clock).subject(issuer)));
    }

    private Subject keys(Path file) throws IOException {
        JwkSetReading reading = KeyFile.read(file);
        if (reading instanceof JwkSetReading.Readable readable) {
            return PastedKeys.subject(readable.set(), clock.instant());
        }
        throw new UsageException(file + ": " + ((JwkSetReading.Unreadable) reading).detail());
    }

    private static String pasted(DiagnoseArguments arguments, Terminal terminal) throws IOException {
        if (arguments.onlyMessage()) {
            return "";
        }
        if (arguments.namedFile().isEmpty()) {
            return text(terminal.in());
        }
        try (InputStream in = Files.newInputStream(arguments.namedFile().get())) {
            return text(in);
        }
    }

    private static String text(InputStream in) throws IOException {
        byte[] octets = in.readNBytes(MOST_OCTETS + 1);
        if (octets.length > MOST_OCTETS) {
            throw new UsageException("the text has more than 256 KiB");
        }
        return new String(octets, StandardCharsets.UTF_8);
    }
}
