package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.Check.ALGORITHM;
import static io.keyvigil.diagnosis.Check.ASSERTION;
import static io.keyvigil.diagnosis.Check.AUDIENCE;
import static io.keyvigil.diagnosis.Check.CACHE;
import static io.keyvigil.diagnosis.Check.CLOCK;
import static io.keyvigil.diagnosis.Check.ISSUER;
import static io.keyvigil.diagnosis.Check.KEY;
import static io.keyvigil.diagnosis.Check.MESSAGE;
import static io.keyvigil.diagnosis.Check.SIGNATURE;
import static io.keyvigil.diagnosis.Check.STRUCTURE;
import static io.keyvigil.diagnosis.Check.TIME;
import static io.keyvigil.diagnosis.Check.TYPE;
import static io.keyvigil.diagnosis.Result.FAIL;
import static io.keyvigil.diagnosis.Result.WARN;

import io.keyvigil.tenant.AsciiCase;

/**
 * All codes of findings. The order is the precedence: the cause is the first code here among those that fail, because
 * it explains the others. {@link FindingTexts} has the meaning, remedy and reference of each.
 */
public enum FindingCode {
    EMPTY_TOKEN(STRUCTURE, FAIL),
    OPAQUE_TOKEN(STRUCTURE, FAIL),
    ENCRYPTED_TOKEN(STRUCTURE, FAIL),
    TRUNCATED_TOKEN(STRUCTURE, FAIL),
    NOT_BASE64URL(STRUCTURE, FAIL),
    NOT_JSON(STRUCTURE, FAIL),
    DUPLICATE_MEMBER(STRUCTURE, FAIL),
    UNSUPPORTED_CRITICAL_HEADER(STRUCTURE, FAIL),
    MALFORMED_HEADER(STRUCTURE, FAIL),
    MALFORMED_CLAIM(STRUCTURE, FAIL),
    REFUSED_TOGETHER(STRUCTURE, FAIL),

    ALG_MISSING(ALGORITHM, FAIL),
    ALG_NONE(ALGORITHM, FAIL),
    HMAC_WITH_PUBLIC_KEY(ALGORITHM, FAIL),
    HMAC_NOT_VERIFIABLE(ALGORITHM, FAIL),
    ALG_UNSUPPORTED(ALGORITHM, FAIL),
    ALG_KEY_MISMATCH(ALGORITHM, FAIL),
    ALG_NOT_ALLOWED(ALGORITHM, FAIL),

    SIGNATURE_MISSING(SIGNATURE, FAIL),
    SIGNATURE_DER_ENCODED(SIGNATURE, FAIL),
    GRAPH_NONCE_TOKEN(SIGNATURE, FAIL),
    SIGNED_WITH_OTHER_ALGORITHM(SIGNATURE, FAIL),
    SIGNED_BY_OTHER_KEY(SIGNATURE, FAIL),
    SIGNED_BY_WITHDRAWN_KEY(SIGNATURE, FAIL),
    SIGNED_BY_OTHER_TENANT(SIGNATURE, FAIL),
    SIGNED_BY_EMBEDDED_KEY(SIGNATURE, FAIL),
    CONTENT_ALTERED(SIGNATURE, FAIL),
    SIGNATURE_DAMAGED(SIGNATURE, FAIL),

    KID_REUSED(KEY, FAIL),
    KID_WITHDRAWN(KEY, FAIL),
    KID_OF_OTHER_TENANT(KEY, FAIL),
    KEY_ISSUER_MISMATCH(KEY, FAIL),
    CERTIFICATE_MISMATCH(KEY, FAIL),
    KEY_NOT_FOR_SIGNING(KEY, FAIL),
    KEY_UNUSABLE(KEY, FAIL),
    NO_KEYS_KNOWN(KEY, FAIL),
    KID_UNKNOWN(KEY, FAIL),
    KID_MISSING(KEY, FAIL),
    WRONG_KEY(SIGNATURE, FAIL),

    ISSUER_MISSING(ISSUER, FAIL),
    TENANT_ID_MISMATCH(ISSUER, FAIL),
    ISSUER_VERSION_MISMATCH(ISSUER, FAIL),
    ISSUER_TRAILING_SLASH(ISSUER, FAIL),
    ISSUER_MISMATCH(ISSUER, FAIL),
    ISSUER_UNKNOWN(ISSUER, FAIL),

    AUDIENCE_MISSING(AUDIENCE, FAIL),
    AUDIENCE_INVISIBLE_CHARACTERS(AUDIENCE, FAIL),
    AUDIENCE_MISMATCH(AUDIENCE, FAIL),

    CLOCK_SKEWED_HERE(CLOCK, FAIL),

    MALFORMED_TIME(TIME, FAIL),
    TIME_IN_MILLISECONDS(TIME, FAIL),
    TIME_ZONE_OFFSET(TIME, FAIL),
    EXPIRED(TIME, FAIL),
    NOT_YET_VALID(TIME, FAIL),
    ISSUED_IN_FUTURE(TIME, FAIL),

    ASSERTION_CERTIFICATE(ASSERTION, FAIL),
    ASSERTION_KEY_NAME(ASSERTION, FAIL),
    ASSERTION_LIFETIME(ASSERTION, FAIL),
    ASSERTION_AUDIENCE(ASSERTION, FAIL),
    ASSERTION_CLAIMS(ASSERTION, FAIL),
    ASSERTION_REGISTRATION_UNKNOWN(ASSERTION, FAIL),

    REFRESH_TOKEN(TYPE, FAIL),

    NOT_YET_CACHED(CACHE, FAIL),
    STILL_CACHED(CACHE, FAIL),

    WRAPPED_TOKEN(STRUCTURE, WARN),
    REFUSED_BY_SOME(STRUCTURE, WARN),
    ALG_NOT_ADVERTISED(ALGORITHM, WARN),
    AUDIENCE_NOT_CHECKED(AUDIENCE, WARN),
    MISSING_EXP(TIME, WARN),
    UNUSUAL_TIME(TIME, WARN),
    WITHIN_LEEWAY(TIME, WARN),
    LIFETIME_UNUSUAL(TIME, WARN),
    CLOCK_UNKNOWN(CLOCK, WARN),
    ID_TOKEN_AS_ACCESS_TOKEN(TYPE, WARN),
    TYPE_UNEXPECTED(TYPE, WARN),
    MESSAGE_EXPLAINED(MESSAGE, WARN),
    MESSAGE_CONTRADICTS_TOKEN(MESSAGE, WARN),
    MESSAGE_UNKNOWN(MESSAGE, WARN);

    private final Check check;
    private final Result result;
    private final String code;

    FindingCode(Check check, Result result) {
        this.check = check;
        this.result = result;
        this.code = AsciiCase.lower(name()).replace('_', '-');
    }

    public Check check() {
        return check;
    }

    /** The consequence for the token. */
    public Result result() {
        return result;
    }

    public String code() {
        return code;
    }
}
