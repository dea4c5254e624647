package io.keyvigil.provider;

/** Why a provider's keys could not be fetched. The code is the metric label {@code reason} and the API's {@code reason}. */
public enum FetchFailure {
    DNS("dns", "the host name does not resolve"),
    CONNECT("connect", "the connection could not be established"),
    TLS("tls", "the TLS handshake failed"),
    TIMEOUT("timeout", "the request including its body took longer than its deadline"),
    CONNECTION_LOST("connection-lost", "the connection was closed before the response was complete"),
    STATUS("status", "the HTTP status is not 200"),
    TOO_LARGE("too-large", "the body is larger than 1 MiB after decompression"),
    CONTENT_ENCODING("content-encoding", "the Content-Encoding of the body is unknown or invalid"),
    NOT_JSON("not-json", "the body is not JSON in UTF-8"),
    NOT_DISCOVERY("not-discovery", "the discovery document is not a JSON object"),
    NOT_A_KEY_SET("not-a-key-set", "the JSON is not a JWK Set"),
    TOO_MANY_KEYS("too-many-keys", "the JWK Set has more than 2,000 keys"),
    NO_JWKS_URI("no-jwks-uri", "the discovery document has no jwks_uri"),
    UNSUPPORTED_URI("unsupported-uri", "an address is not an absolute http or https URI"),
    REDIRECT_REFUSED("redirect-refused", "a redirect leaves https, has no usable Location, or leaves http and https"),
    ADDRESS_REFUSED("address-refused", "the host has an address that is not public, and only public ones are allowed"),
    TOO_MANY_REDIRECTS("too-many-redirects", "more than 3 redirects"),
    CA_UNREADABLE("ca-unreadable", "the file of the private CA cannot be read"),
    HEADER_UNREADABLE("header-unreadable", "the value of a header cannot be read from its file"),
    FILE_UNREADABLE("file-unreadable", "the key file cannot be read");

    private final String code;
    private final String explanation;

    FetchFailure(String code, String explanation) {
        this.code = code;
        this.explanation = explanation;
    }

    public String code() {
        return code;
    }

    public String explanation() {
        return explanation;
    }
}
