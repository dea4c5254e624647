package io.keyvigil.diagnosis.paste;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the parts of a pasted text.
 *
 * <ol>
 *   <li>A token is recognized by its form, at any place. A message is a text in the rest that the caller's messages
 *       recognize.
 *   <li>A message alone is a message, never an opaque token.
 *   <li>Linear in the length of the text; never throws, whatever the text.
 * </ol>
 */
public final class PasteReader {

    /** How the base64url of a header begins: with <code>{"</code>, or with a byte order mark or white space before it. */
    private static final List<String> HEADER_BEGINNINGS = List.of("eyJ", "77u_e", "IHs", "Cns", "CXs", "DQp7");

    private static final int DOTS = 2;

    private final Predicate<String> messages;

    /** @param messages whether a text contains a known message */
    public PasteReader(Predicate<String> messages) {
        this.messages = messages;
    }

    public Paste read(String text) {
        if (isBareToken(text)) {
            return Paste.ofToken(text);
        }
        if (text.isBlank()) {
            return Paste.ofToken("");
        }
        Readings.Reading reading = Readings.best(text);
        Optional<Candidate> best = reading.scan().best();
        boolean otherAccessToken =
                best.filter(token -> isNamed(reading.scan(), token)).isEmpty()
                        && TokenName.accessToken(reading.scan().text())
                                .filter(value -> reading.scan().candidates().stream()
                                        .noneMatch(token -> token.token().startsWith(value.split("\\.", 2)[0])))
                                .isPresent();
        return best.isEmpty() || otherAccessToken ? ofWord(reading.scan()) : ofToken(reading, best.get());
    }

    /** Whether the text is a bare token, as most are: these need no further work. */
    private static boolean isBareToken(String text) {
        int dots = 0;
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter == '.') {
                dots++;
            } else if (!Letters.isBase64Url(letter)) {
                return false;
            }
        }
        return dots == DOTS && HEADER_BEGINNINGS.stream().anyMatch(text::startsWith) && !Ellipsis.isSignature(text);
    }

    private static boolean isNamed(TokenScan scan, Candidate token) {
        return TokenName.before(scan.text(), token.start())
                .filter(TokenName.ACCESS_TOKEN::equals)
                .isPresent();
    }

    private Paste ofToken(Readings.Reading reading, Candidate token) {
        TokenScan scan = reading.scan();
        List<Found> found = new ArrayList<>();
        found.add(new Found(FoundKind.TOKEN, place(scan, token)));
        reading.encoding().ifPresent(encoding -> found.add(new Found(encoding, Found.AROUND)));
        found.addAll(Surroundings.of(scan.text(), token));
        others(scan, Optional.of(token)).forEach(found::add);
        Optional<String> message = message(scan, found);
        return new Paste(Optional.of(token.token()), message, found, token.shortened());
    }

    private Paste ofWord(TokenScan scan) {
        boolean known = scan.candidates().isEmpty() && messages.test(scan.text());
        Optional<BareWord> word = BareWord.in(scan.text());
        boolean alone =
                word.filter(only -> only.what().where().equals(Found.WHOLE)).isPresent();
        if (word.isEmpty() || known && alone) {
            return Paste.ofMessage(scan.text());
        }
        List<Found> found = new ArrayList<>(word.get().found());
        others(scan, Optional.empty()).forEach(found::add);
        Optional<String> message = alone ? Optional.empty() : message(scan, found);
        return new Paste(Optional.of(word.get().token()), message, found, false);
    }

    private Optional<String> message(TokenScan scan, List<Found> found) {
        Optional<String> message =
                Optional.of(scan.rest()).filter(rest -> !rest.isBlank()).filter(messages);
        message.ifPresent(text -> found.add(new Found(FoundKind.MESSAGE, Found.AROUND)));
        return message;
    }

    private static List<Found> others(TokenScan scan, Optional<Candidate> token) {
        return scan.candidates().stream()
                .filter(other -> !Optional.of(other).equals(token))
                .map(other -> new Found(
                        TokenName.before(scan.text(), other.start())
                                .map(TokenName::kind)
                                .orElse(FoundKind.OTHER_TOKEN),
                        place(scan, other)))
                .toList();
    }

    private static String place(TokenScan scan, Candidate token) {
        return TokenName.before(scan.text(), token.start())
                .map(TokenName::member)
                .orElseGet(() -> "line " + BareWord.line(scan.text(), token.start()));
    }
}
