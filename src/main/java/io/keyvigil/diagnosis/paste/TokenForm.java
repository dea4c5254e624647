package io.keyvigil.diagnosis.paste;

import io.keyvigil.jose.JoseHeader;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.jose.JwtReading.Readable;
import java.util.List;
import java.util.Optional;

/**
 * Reads one token from a place in a text by its form (RFC 7515 section 7.1, RFC 7516 section 7.1). White space ends the
 * token once its signature has a length that its {@code alg} allows; before that it is dropped if the rest continues the
 * token. A fourth segment is read only if it follows without white space.
 */
final class TokenForm {

    private static final int LONGEST_BROKEN_HEADER = 16 * 1_024;
    private static final int SHORTEST_WRAPPED_LINE = 16;
    private static final int JWS_DOTS = 2;
    private static final int JWE_DOTS = 4;
    private static final int MOST_SEGMENTS = 16;

    private final String text;
    private final int start;
    private final StringBuilder token = new StringBuilder();
    private Optional<JoseHeader> header = Optional.empty();
    private int end;
    private boolean joined;
    private boolean signatureWhole;

    private TokenForm(String text, int start) {
        this.text = text;
        this.start = start;
        this.end = start;
    }

    /** The token at that index, complete or not. */
    static Candidate at(String text, int start) {
        TokenForm form = new TokenForm(text, start);
        form.read();
        return form.candidate();
    }

    private void read() {
        if (!readHeader() || !isDot()) {
            return;
        }
        header = headerOf(token.toString());
        takeDot();
        if (header.filter(known -> known.members().member("enc").isPresent()).isPresent()) {
            readEncrypted();
        } else if (readPayload() && isDot()) {
            takeDot();
            readSignature();
            readMoreSegments();
        }
    }

    /** Reads the header; false if the token ends after it. */
    private boolean readHeader() {
        List<Run> runs = Run.from(text, end, text.length());
        if (runs.size() == 1) {
            take(runs);
            return true;
        }
        List<Run> near = Run.from(text, end, LONGEST_BROKEN_HEADER);
        boolean whole = headerOf(joined(near)).isPresent();
        take(whole ? near : near.subList(0, 1));
        return whole;
    }

    private boolean readPayload() {
        List<Run> runs = Run.from(text, end, text.length());
        boolean whole = runs.size() == 1
                || isObject(joined(runs))
                || runs.stream().skip(1).allMatch(TokenForm::isWrappedLine);
        take(whole ? runs : runs.subList(0, 1));
        return whole;
    }

    private void readSignature() {
        SignatureLengths lengths = SignatureLengths.of(header.flatMap(JoseHeader::alg));
        List<Run> runs = Run.from(text, end, text.length());
        int lengthWhole = wholeBeforeForeign(runs.get(0), lengths);
        if (lengthWhole > 0) {
            Run first = runs.get(0);
            take(List.of(new Run(
                    first.text().substring(0, lengthWhole), first.start(), first.start() + lengthWhole, false)));
            signatureWhole = true;
            return;
        }
        int count = wholeAfter(runs, lengths);
        signatureWhole = count > 0;
        take(runs.subList(0, signatureWhole ? count : wrappedLines(runs)));
    }

    /** The length of a complete signature that is followed by a character outside base64url, as in a path or another text. */
    private static int wholeBeforeForeign(Run run, SignatureLengths lengths) {
        String letters = run.text();
        for (int index = 0; index < letters.length(); index++) {
            char letter = letters.charAt(index);
            if (!Letters.isBase64Url(letter) && letter != '=') {
                return !lengths.allow(length(letters)) && lengths.allow(index) ? index : 0;
            }
        }
        return 0;
    }

    /** The number of runs that form a signature of an allowed length; 0 if there is none. */
    private static int wholeAfter(List<Run> runs, SignatureLengths lengths) {
        int length = 0;
        int found = 0;
        for (int count = 1; count <= runs.size(); count++) {
            Run run = runs.get(count - 1);
            if (found > 0 && !isWrappedLine(run)) {
                break;
            }
            length += length(run.text());
            if (lengths.allow(length)) {
                found = count;
            }
        }
        return found;
    }

    private static int wrappedLines(List<Run> runs) {
        int count = 1;
        while (count < runs.size() && isWrappedLine(runs.get(count))) {
            count++;
        }
        return count;
    }

    private static boolean isWrappedLine(Run run) {
        return run.afterLineBreak() && run.text().length() >= SHORTEST_WRAPPED_LINE;
    }

    private static int length(String segment) {
        int length = segment.length();
        while (length > 0 && segment.charAt(length - 1) == '=') {
            length--;
        }
        return length;
    }

    private void readEncrypted() {
        for (int dots = 1; dots <= JWE_DOTS; dots++) {
            List<Run> runs = Run.from(text, end, text.length());
            take(dots < JWE_DOTS ? runs : runs.subList(0, wrappedLines(runs)));
            if (dots == JWE_DOTS || !isDot()) {
                signatureWhole = dots == JWE_DOTS;
                return;
            }
            takeDot();
        }
    }

    /** Reads further segments. Without {@code enc} no JWT has more than three, but a word that a program sent is one token. */
    private void readMoreSegments() {
        int segments = JWS_DOTS + 1;
        while (segments < MOST_SEGMENTS
                && isDot()
                && end + 1 < text.length()
                && Letters.isBase64Url(text.charAt(end + 1))) {
            takeDot();
            take(Run.from(text, end, text.length()).subList(0, 1));
            segments++;
        }
    }

    private boolean isDot() {
        return end < text.length() && text.charAt(end) == '.' && !Ellipsis.isAt(text, end);
    }

    private void takeDot() {
        token.append('.');
        end++;
    }

    private void take(List<Run> runs) {
        runs.forEach(run -> token.append(run.text()));
        joined |= runs.size() > 1;
        end = runs.get(runs.size() - 1).end();
    }

    private static String joined(List<Run> runs) {
        StringBuilder joined = new StringBuilder();
        runs.forEach(run -> joined.append(run.text()));
        return joined.toString();
    }

    private static Optional<JoseHeader> headerOf(String segment) {
        return JwtParser.parse(segment + "..")
                .fold(readable -> Optional.of(readable.jwt().header()), unreadable -> Optional.empty());
    }

    private static boolean isObject(String segment) {
        return JwtParser.parse("e30." + segment + ".") instanceof Readable readable
                && readable.jwt().claims().isPresent();
    }

    private Candidate candidate() {
        boolean shortened = !signatureWhole && (Ellipsis.isAt(text, end) || Ellipsis.isSignature(token));
        Candidate.Form form = header.isEmpty()
                ? Candidate.Form.BEGINNING
                : signatureWhole ? Candidate.Form.WHOLE : Candidate.Form.WITH_HEADER;
        boolean named = header.flatMap(JoseHeader::alg).isPresent();
        return new Candidate(
                start, shortened ? Ellipsis.end(text, end) : end, token.toString(), form, named, joined, shortened);
    }
}
