package io.keyvigil.provider;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;

/** A request for a token by the client credentials grant (RFC 6749 section 4.4.2). The string form does not show the secret. */
record TokenRequest(HttpAddress address, Optional<String> scope, ClientCredential credential) {

    /** With the secret in the header; in the body if the credential has no header form. */
    HttpRequest basic(String userAgent) {
        return credential
                .basic()
                .map(value -> request(grant(), userAgent)
                        .setHeader("Authorization", value)
                        .build())
                .orElseGet(() -> post(userAgent));
    }

    /** With the secret in the body. */
    HttpRequest post(String userAgent) {
        return request(grant() + "&" + credential.form(), userAgent).build();
    }

    private String grant() {
        return "grant_type=client_credentials"
                + scope.map(text -> "&scope=" + ClientCredential.encoded(text)).orElse("");
    }

    private HttpRequest.Builder request(String form, String userAgent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri())
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Accept", "application/json")
                .setHeader("User-Agent", userAgent)
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return address.secure() ? request : request.version(HttpClient.Version.HTTP_1_1);
    }

    /** The error without the secret. */
    TokenError masked(TokenError error) {
        return error.meaning().isPresent() ? error : new TokenError(credential.masked(error.code()), error.aadsts());
    }

    /** The text for operators without the secret. */
    String told(TokenError error, TokenResponse response, String status) {
        String description = response.description()
                .map(credential::masked)
                .map(text -> ": " + text)
                .orElse("");
        return masked(error).code() + description + " (" + status + ")";
    }
}
