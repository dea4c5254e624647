package io.keyvigil.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The meaning and remedy of every finding code, for users. {@link #load()} throws if a text of a code is missing, or
 * a text has no code.
 */
public final class FindingTexts {

    private static final String SOURCE = "/findings.properties";

    private final Map<FindingCode, Texts> texts;

    private FindingTexts(Map<FindingCode, Texts> texts) {
        this.texts = Collections.unmodifiableMap(texts);
    }

    private record Texts(String meaning, String remedy, List<String> aadsts, String reference) {}

    public static FindingTexts load() {
        Properties source = new Properties();
        try (InputStream stream = FindingTexts.class.getResourceAsStream(SOURCE);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            source.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return of(source);
    }

    static FindingTexts of(Properties source) {
        Set<String> unused = new HashSet<>(source.stringPropertyNames());
        Map<FindingCode, Texts> texts = new EnumMap<>(FindingCode.class);
        for (FindingCode code : FindingCode.values()) {
            String name = code.code();
            String aadsts = taken(source, unused, name + ".aadsts");
            texts.put(
                    code,
                    new Texts(
                            worded(taken(source, unused, name + ".meaning"), name),
                            worded(taken(source, unused, name + ".remedy"), name),
                            aadsts.isBlank() ? List.of() : List.of(aadsts.split(" ")),
                            worded(taken(source, unused, name + ".reference"), name)));
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException(SOURCE + " has texts for codes that do not exist: " + unused);
        }
        return new FindingTexts(texts);
    }

    private static String taken(Properties source, Set<String> unused, String name) {
        if (!unused.remove(name)) {
            throw new IllegalStateException(SOURCE + " lacks " + name);
        }
        return source.getProperty(name).strip();
    }

    private static String worded(String text, String name) {
        if (text.isEmpty()) {
            throw new IllegalStateException(SOURCE + " has an empty text for " + name);
        }
        return text;
    }

    /** The meaning in one sentence. */
    public String meaning(FindingCode code) {
        return texts.get(code).meaning();
    }

    /** The recommended action, and whether a new token can help. */
    public String remedy(FindingCode code) {
        return texts.get(code).remedy();
    }

    /** The codes with which Microsoft's endpoints usually report it; empty if there are none. */
    public List<String> aadsts(FindingCode code) {
        return texts.get(code).aadsts();
    }

    /** The URL of its source: a section of an RFC, or a page of the vendor. */
    public String reference(FindingCode code) {
        return texts.get(code).reference();
    }
}
