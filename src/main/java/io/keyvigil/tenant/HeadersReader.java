package io.keyvigil.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the header fields that are sent to a provider (RFC 9110 section 5). Problems never contain their values. */
final class HeadersReader {

    static final List<String> FILE_MEMBERS = List.of("file", "prefix");

    /** The text that {@link SecretFreeText} writes instead of a value. No watch list of a user contains it. */
    static final String NOT_KEPT = "not-kept";

    /** The header fields that the HTTP client sets itself. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "accept-encoding",
            "if-none-match",
            "if-modified-since",
            "expect",
            "upgrade");

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x20-\\x7e\\t]+");

    private final ValueReader values;
    private final Map<String, HeaderValue> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HeadersReader(ValueReader values) {
        this.values = values;
    }

    static Map<String, HeaderValue> read(YamlMapping tenant, ValueReader values) {
        HeadersReader reader = new HeadersReader(values);
        tenant.mapping("headers")
                .ifPresent(mapping -> List.copyOf(mapping.names()).forEach(name -> reader.read(mapping, name)));
        return reader.headers;
    }

    private void read(YamlMapping mapping, String name) {
        if (!TOKEN.matcher(name).matches()) {
            mapping.problem(name, "is not the name of a header", "use letters, digits and -");
        } else if (OURS.contains(AsciiCase.lower(name))) {
            mapping.problem(name, "is set by the HTTP client itself", "remove it");
        } else if (headers.containsKey(name)) {
            mapping.problem(name, "is given twice, in another spelling", "keep one of the two");
        }
        Optional<HeaderValue> value = mapping.isMapping(name)
                ? mapping.mapping(name).flatMap(this::inFile)
                : mapping.text(name).map(YamlText::value).map(text -> inline(mapping, name, text));
        value.ifPresent(known -> headers.putIfAbsent(name, known));
    }

    private static HeaderValue inline(YamlMapping mapping, String name, String value) {
        if (!FIELD_VALUE.matcher(value).matches()) {
            mapping.problem(name, "has a value with a line break or other than ASCII", "write it in one line of ASCII");
        }
        return HeaderValue.of(value);
    }

    private Optional<HeaderValue> inFile(YamlMapping value) {
        if (value.has(NOT_KEPT)) {
            return Optional.of(HeaderValue.NOT_KEPT);
        }
        KnownMembers.check(value, FILE_MEMBERS);
        if (!value.has("file")) {
            value.problem(
                    "has no file", "add file: the path of the file that holds the value, or write the value itself");
        }
        String prefix = value.text("prefix")
                .map(YamlText::value)
                .map(text -> inline(value, "prefix", text).text().orElseThrow())
                .orElse("");
        return values.file(value, "file").map(file -> HeaderValue.ofFile(prefix, file));
    }
}
