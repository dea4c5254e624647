package io.keyvigil.tenant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the header fields that are sent to a provider (RFC 9110 section 5). Their values never stand in a problem. */
final class HeadersReader {

    /** The ones that the HTTP client sets itself. */
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

    private HeadersReader() {}

    static Map<String, String> read(YamlMapping tenant) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tenant.mapping("headers")
                .ifPresent(mapping -> List.copyOf(mapping.names()).forEach(name -> read(mapping, name, headers)));
        return headers;
    }

    private static void read(YamlMapping mapping, String name, Map<String, String> headers) {
        if (!TOKEN.matcher(name).matches()) {
            mapping.problem(name, "is not the name of a header", "use letters, digits and -");
        } else if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            mapping.problem(name, "is set by the HTTP client itself", "remove it");
        } else if (headers.containsKey(name)) {
            mapping.problem(name, "is given twice, in another spelling", "keep one of the two");
        }
        mapping.text(name).map(YamlText::value).ifPresent(value -> {
            headers.putIfAbsent(name, value);
            if (!FIELD_VALUE.matcher(value).matches()) {
                mapping.problem(
                        name, "has a value with a line break or other than ASCII", "write it in one line of ASCII");
            }
        });
    }
}
