package io.keyvigil.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of the shared store, from {@code postgresql://user:password@host:port/database}. User and password may contain
 * percent-encoded characters, and may be absent. Parameters of the JDBC driver may follow, such as {@code ?sslmode=verify-full}.
 */
record StoreAddress(String jdbcUrl, Optional<String> user, Optional<String> password) {

    /** The value of the setting without a shared store. */
    static final String EMBEDDED = "embedded";

    private static final Pattern SHAPE =
            Pattern.compile("postgres(?:ql)?://(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^@/?#]+/[^/?#]+(?:\\?[^#]*)?)");

    /** Parses the setting; empty if the value has another format. */
    static Optional<StoreAddress> read(String value) {
        Matcher matcher = SHAPE.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StoreAddress(
                    "jdbc:postgresql://" + matcher.group(3),
                    Optional.ofNullable(matcher.group(1)).map(StoreAddress::decoded),
                    Optional.ofNullable(matcher.group(2)).map(StoreAddress::decoded)));
        } catch (IllegalArgumentException badEscape) {
            return Optional.empty();
        }
    }

    /** Returns the problem of the setting. Its value is not repeated, because it contains a password. */
    static Optional<String> problem(String value) {
        return value.equals(EMBEDDED) || read(value).isPresent()
                ? Optional.empty()
                : Optional.of("KEYVIGIL_STORE (keyvigil.store) is neither " + EMBEDDED
                        + " nor postgresql://USER:PASSWORD@HOST:PORT/DATABASE; write : / ? # @ and % of a user or password"
                        + " as %3A %2F %3F %23 %40 and %25");
    }

    /** Decodes percent-encoded characters. A plus sign is not changed. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns a text without the password. */
    @Override
    public String toString() {
        return jdbcUrl;
    }
}
