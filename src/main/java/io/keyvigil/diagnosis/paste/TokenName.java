package io.keyvigil.diagnosis.paste;

import io.keyvigil.tenant.AsciiCase;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameter or member that contains a token, by the names of the IANA registry of OAuth parameters, most relevant first. */
enum TokenName {
    ACCESS_TOKEN(FoundKind.ACCESS_TOKEN),
    CLIENT_ASSERTION(FoundKind.ASSERTION),
    ASSERTION(FoundKind.ASSERTION),
    SUBJECT_TOKEN(FoundKind.OTHER_TOKEN),
    ID_TOKEN(FoundKind.ID_TOKEN),
    ID_TOKEN_HINT(FoundKind.ID_TOKEN),
    ACTOR_TOKEN(FoundKind.OTHER_TOKEN),
    REFRESH_TOKEN(FoundKind.REFRESH_TOKEN);

    /** The rank of tokens without a name: after the first three names, and before the others. */
    static final int UNNAMED = 4;

    private static final int LONGEST = 48;
    private static final Pattern NAME =
            Pattern.compile("(?i)([a-z_]{8,16})\\\\{0,3}[\"']?\\s*(?:[:=]|=>|%3D)\\s*\\\\{0,3}[\"']?$");
    private static final Pattern OPAQUE_ACCESS_TOKEN = Pattern.compile(
            "(?i)access_token\\\\{0,3}[\"']?\\s*(?:[:=]|=>)\\s*\\\\{0,3}[\"']?([A-Za-z0-9._~+/=|:-]{8,})");

    private final FoundKind kind;

    TokenName(FoundKind kind) {
        this.kind = kind;
    }

    FoundKind kind() {
        return kind;
    }

    /** The rank; a smaller one is more likely the subject of the pasted text. */
    int place() {
        return ordinal() < UNNAMED - 1 ? ordinal() : ordinal() + 1;
    }

    String member() {
        return "member " + AsciiCase.lower(name());
    }

    /** The name of the token that begins at that index. */
    static Optional<TokenName> before(String text, int index) {
        Matcher matcher = NAME.matcher(text.substring(Math.max(0, index - LONGEST), index));
        return matcher.find() ? named(matcher.group(1)) : Optional.empty();
    }

    private static Optional<TokenName> named(String name) {
        return Arrays.stream(values())
                .filter(known -> AsciiCase.same(known.name(), name))
                .findFirst();
    }

    /** The value that a text calls an access token, in any form. */
    static Optional<String> accessToken(String text) {
        Matcher matcher = OPAQUE_ACCESS_TOKEN.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
