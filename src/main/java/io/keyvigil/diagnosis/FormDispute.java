package io.keyvigil.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forms of a token that some validators refuse and others accept, with the names of those that refuse. Each row was
 * measured with default settings, in the newest releases of November 2026 and the named older ones.
 */
enum FormDispute {
    BYTE_ORDER_MARK(
            "jose4j",
            "Auth0 java-jwt",
            "jjwt",
            "jsonwebtoken",
            "fast-jwt",
            "aws-jwt-verify",
            "python-jose",
            "jwcrypto",
            "Authlib",
            "golang-jwt",
            "go-jose",
            "go-oidc",
            "lestrrat-go/jwx"),
    NUMERIC_KID(
            "jose4j",
            "Nimbus JOSE+JWT",
            "Spring Security",
            "jjwt",
            "jose (npm) from 6",
            "aws-jwt-verify",
            "PyJWT",
            "Authlib",
            "joserfc",
            "go-jose",
            "go-oidc",
            "lestrrat-go/jwx"),
    NULL_KID("jose (npm) from 6", "aws-jwt-verify", "PyJWT", "joserfc", "go-jose", "lestrrat-go/jwx"),
    NUMERIC_SUBJECT(
            "jose4j",
            "jjwt",
            "google-auth-library for Java",
            "aws-jwt-verify",
            "express-oauth2-jwt-bearer",
            "oauth4webapi",
            "PyJWT from 2.10",
            "python-jose",
            "jwcrypto",
            "joserfc",
            "golang-jwt with RegisteredClaims",
            "go-jose",
            "go-oidc",
            "lestrrat-go/jwx"),
    NULL_CLAIM("PyJWT from 2.10", "aws-jwt-verify", "python-jose", "joserfc"),
    NULL_AUDIENCE(
            "fast-jwt",
            "aws-jwt-verify",
            "PyJWT",
            "python-jose",
            "jwcrypto",
            "joserfc",
            "golang-jwt",
            "go-jose",
            "lestrrat-go/jwx"),
    NONCE_NOT_TEXT("go-oidc"),
    SCOPE_NOT_TEXT("aws-jwt-verify"),
    TYPE_NOT_TEXT("Nimbus JOSE+JWT", "jjwt unless it is empty", "joserfc", "lestrrat-go/jwx"),
    ADDRESS_NOT_TEXT("Nimbus JOSE+JWT", "jjwt unless it is empty", "joserfc", "lestrrat-go/jwx"),
    ADDRESS_NOT_A_URI("Nimbus JOSE+JWT", "jjwt"),
    CERTIFICATES_NOT_TEXTS(
            "Nimbus JOSE+JWT", "jjwt unless it is empty", "joserfc", "go-jose", "go-oidc", "lestrrat-go/jwx"),
    KEY_UNREADABLE("Nimbus JOSE+JWT", "jjwt unless it is empty", "go-jose", "go-oidc"),
    B64_NOT_BOOLEAN("Nimbus JOSE+JWT", "jjwt unless it is empty", "jwcrypto", "joserfc", "lestrrat-go/jwx"),
    ENCRYPTION_NAMED("Nimbus JOSE+JWT", "joserfc"),
    COMPRESSION_NAMED("jjwt unless it is empty", "joserfc"),
    HEADER_NONCE_NOT_TEXT("go-jose", "go-oidc"),
    NESTED_TOKEN_NAMED("jose4j", "jjwt"),
    CERTIFICATE_UNKNOWN("Nimbus JOSE+JWT"),
    OLD_CERTIFICATE_OTHER("jose4j"),
    VAST_NUMBER("Nimbus JOSE+JWT", "golang-jwt", "lestrrat-go/jwx"),
    FRACTION("google-auth-library for Java", "mod_oauth2", "the token endpoint of Box"),
    EXPIRY_BEFORE_START("jose4j"),
    LAST_SECOND_OF_LEEWAY("Nimbus JOSE+JWT"),
    DISTANT_TIME("Nimbus JOSE+JWT", "Auth0 java-jwt", "jjwt", "golang-jwt", "go-jose", "go-oidc", "lestrrat-go/jwx");

    /** The member of a finding's evidence that names the validators that refuse. */
    static final String REFUSED_BY = "refusedBy";

    private static final List<String> WIDESPREAD = List.of("jose4j", "Nimbus JOSE+JWT");

    private final List<String> refusedBy;

    FormDispute(String... refusedBy) {
        this.refusedBy = List.of(refusedBy);
    }

    List<String> refusedBy() {
        return refusedBy;
    }

    /**
     * Reports that neither jose4j nor Nimbus JOSE+JWT accepts the combination of forms, because each refuses another
     * form. A form that both refuse, and that is still a warning, is ignored.
     */
    static Optional<Finding> together(List<Finding> findings) {
        Set<Object> named = findings.stream()
                .map(finding -> finding.evidence().get(REFUSED_BY))
                .filter(List.class::isInstance)
                .<List<?>>map(names -> (List<?>) names)
                .filter(names -> !names.containsAll(WIDESPREAD))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return named.containsAll(WIDESPREAD)
                ? Optional.of(Finding.of(
                        FindingCode.REFUSED_TOGETHER,
                        "Several forms in the token are each accepted by some validators only, and together neither by "
                                + String.join(" nor by ", WIDESPREAD) + "."))
                : Optional.empty();
    }

    /** @param fact a sentence that names the form of the token */
    Finding finding(String fact) {
        return Finding.of(
                FindingCode.REFUSED_BY_SOME,
                fact + " These validators refuse such a token: " + String.join(", ", refusedBy) + ".",
                Evidence.of(REFUSED_BY, refusedBy).members());
    }
}
