package io.keyvigil.provider;

import io.keyvigil.tenant.AsciiCase;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a {@code Cache-Control} value (RFC 9111 section 5.2): names in lower case, values without quotes, empty text for a
 * missing value. The first of repeated directives counts. Text that is not a directive is skipped.
 */
final class CacheControlGrammar {

    /* All quantifiers are possessive: a hostile value costs linear time. */
    private static final Pattern DIRECTIVE = Pattern.compile(
            "\\G[\\s,]*+(?<name>[^\\s,=\"]*+)(?:\\s*+=\\s*+(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"?+|(?<token>[^,\"]*+)))?+[^,]*+",
            Pattern.DOTALL);

    private static final int MAXIMUM_LENGTH = 4_096;

    private CacheControlGrammar() {}

    static Map<String, String> parse(String value) {
        Map<String, String> directives = new HashMap<>();
        String bounded = value.length() > MAXIMUM_LENGTH ? value.substring(0, MAXIMUM_LENGTH) : value;
        Matcher matcher = DIRECTIVE.matcher(bounded);
        while (matcher.find()) {
            directives.putIfAbsent(AsciiCase.lower(matcher.group("name")), argument(matcher));
        }
        return directives;
    }

    private static String argument(Matcher matcher) {
        String argument = matcher.group("quoted") == null ? matcher.group("token") : matcher.group("quoted");
        return argument == null ? "" : argument.strip();
    }
}
