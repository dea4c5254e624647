package io.keyvigil.diagnosis.paste;

import io.keyvigil.tenant.AsciiCase;

/** The kinds of parts of a pasted text. The description is for users; it contains none of the pasted text. */
public enum FoundKind {
    TOKEN("the token"),
    OPAQUE_TOKEN("a token that is no JWT"),
    ACCESS_TOKEN("an access token"),
    ID_TOKEN("an ID token"),
    REFRESH_TOKEN("a refresh token"),
    ASSERTION("an assertion"),
    OTHER_TOKEN("another token"),
    MESSAGE("an error message"),
    SCHEME("an authorization scheme (Bearer or similar)"),
    SCHEME_TWICE("the authorization scheme (Bearer or similar) twice"),
    AUTHORIZATION_HEADER("an Authorization header"),
    COOKIE("a cookie header"),
    CURL_COMMAND("a curl command"),
    HTTP_REQUEST("an HTTP request"),
    HTTP_RESPONSE("an HTTP response"),
    TOKEN_RESPONSE("a response of the token endpoint"),
    JSON("JSON"),
    ADDRESS("a URL"),
    QUOTES("quotes"),
    PYTHON_BYTES("the text form of a Python bytes object (b'…')"),
    BYTE_ORDER_MARK("a byte order mark"),
    WHITE_SPACE("white space or line breaks"),
    INVISIBLE_CHARACTERS("invisible characters"),
    PERCENT_ENCODING("percent encoding"),
    ESCAPES("escape sequences"),
    QUOTED_PRINTABLE("the quoted-printable encoding of an e-mail"),
    BASE64("a second base64 encoding, as in a Kubernetes Secret"),
    ELLIPSIS("an ellipsis (...) or another mark instead of a part"),
    PLACEHOLDER("a word such as null or undefined, or a variable, instead of the token"),
    BASIC_CREDENTIALS("Basic credentials, which are a user name and a password"),
    TEXT_BEFORE("other text"),
    TEXT_AFTER("other text");

    private final String description;
    private final String code;

    FoundKind(String description) {
        this.description = description;
        this.code = AsciiCase.lower(name()).replace('_', '-');
    }

    public String code() {
        return code;
    }

    public String description() {
        return description;
    }

    /** Whether a validator rejects a token that it receives together with this part. */
    public boolean spoilsTheToken() {
        return switch (this) {
            case SCHEME_TWICE, PYTHON_BYTES, INVISIBLE_CHARACTERS, PERCENT_ENCODING, BASE64 -> true;
            default -> false;
        };
    }
}
