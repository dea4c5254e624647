package io.keyvigil.provider;

import io.keyvigil.tenant.HeaderValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The current values of a tenant's headers. Files are read at each use. A flaw never contains a value. */
final class HeaderValues {

    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x20-\\x7e\\t]+");

    private HeaderValues() {}

    static Outcome<Map<String, String>> of(Map<String, HeaderValue> headers) {
        Outcome<Map<String, String>> all = Outcome.of(new HashMap<>());
        for (Map.Entry<String, HeaderValue> header : headers.entrySet()) {
            all = all.then(values -> read(header.getKey(), header.getValue()).map(value -> {
                values.put(header.getKey(), value);
                return values;
            }));
        }
        return all;
    }

    private static Outcome<String> read(String name, HeaderValue header) {
        Optional<String> text = header.text();
        if (text.isEmpty()) {
            return flawed(
                    name,
                    "its value was in a watch list that is refused now, and values are not stored; correct the watch"
                            + " list, or give the value as a file");
        }
        return header.file().map(file -> read(name, text.get(), file)).orElseGet(() -> Outcome.of(text.get()));
    }

    private static Outcome<String> read(String name, String prefix, Path file) {
        return SecretFile.TOKEN.with(
                file,
                content -> FIELD_VALUE.matcher(content).matches()
                        ? Outcome.of(prefix + content)
                        : flawed(name, file + ": it holds other characters than ASCII"),
                (reason, detail) -> flawed(name, detail));
    }

    private static Outcome<String> flawed(String name, String why) {
        return Outcome.flawed(FetchFailure.HEADER_UNREADABLE, "the value of header " + name + ": " + why);
    }
}
