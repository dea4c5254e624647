package io.keyvigil.provider;

import io.keyvigil.jose.JwkSetReading;
import io.keyvigil.jose.JwkSetReading.SetFlaw;
import io.keyvigil.jose.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** Parses a body into a {@link JwksDocument}, with the parsers of {@code jose}. */
final class KeySetReading {

    private static final String PEM_BEGINS = "-----BEGIN ";
    private static final Map<SetFlaw, FetchFailure> REASONS = Map.of(
            SetFlaw.NOT_JSON, FetchFailure.NOT_JSON,
            SetFlaw.NOT_A_KEY_SET, FetchFailure.NOT_A_KEY_SET,
            SetFlaw.TOO_MANY_KEYS, FetchFailure.TOO_MANY_KEYS);

    private final Function<byte[], JwkSetReading> json;
    private final Function<String, JwkSetReading> pem;

    KeySetReading(Function<byte[], JwkSetReading> json, Function<String, JwkSetReading> pem) {
        this.json = json;
        this.pem = pem;
    }

    Outcome<JwksDocument> read(byte[] body) {
        return document(json.apply(body), body);
    }

    /** Reads JSON or PEM, depending on the content. */
    Outcome<JwksDocument> readEither(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        boolean isPem = !text.stripLeading().startsWith("{") && text.contains(PEM_BEGINS);
        return isPem ? document(pem.apply(text), body) : read(body);
    }

    private static Outcome<JwksDocument> document(JwkSetReading reading, byte[] body) {
        return reading.fold(
                read -> Outcome.of(new JwksDocument(read.set(), read.publicJson(), Sha256Digest.over(body))),
                unreadable -> Outcome.flawed(REASONS.get(unreadable.flaw()), detail(unreadable, body)));
    }

    private static String detail(JwkSetReading.Unreadable unreadable, byte[] body) {
        boolean html =
                unreadable.flaw() == SetFlaw.NOT_JSON && Html.looksLike(new String(body, StandardCharsets.UTF_8));
        return html ? "the JWK Set looks like HTML" : unreadable.detail();
    }
}
