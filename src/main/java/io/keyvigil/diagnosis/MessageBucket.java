package io.keyvigil.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a reported error is a matter of. */
enum MessageBucket {
    SIGNATURE,
    KEY,
    KEY_MISSING,
    NO_APP_KEY,
    KEY_STRENGTH,
    APPID_KEYS,
    CERTIFICATE,
    TIME,
    CLOCK,
    AUDIENCE,
    ISSUER,
    SUBJECT,
    TENANT,
    CLOUD,
    VERSION,
    CLIENT,
    CLIENT_ID,
    CREDENTIAL,
    FEDERATION,
    TOKEN_TYPE,
    CLAIMS,
    FORMAT,
    NONCE,
    REQUEST,
    FLOW,
    IDP_FETCH("IdP fetch"),
    THROTTLING,
    MULTI,
    OUT_OF_SCOPE;

    private final String code;

    MessageBucket() {
        this.code = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    MessageBucket(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Optional<MessageBucket> of(String code) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.code.equals(code))
                .findFirst();
    }
}
