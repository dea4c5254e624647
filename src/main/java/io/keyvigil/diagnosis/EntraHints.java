package io.keyvigil.diagnosis;

import io.keyvigil.jose.X5tEncoding;
import io.keyvigil.tenant.AsciiCase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Particularities of Microsoft Entra ID that help to understand a finding about key, signature or issuer. Sentences
 * for the evidence; none for tokens of other providers.
 */
final class EntraHints {

    private static final String B2C_HOST = ".b2clogin.com";

    private EntraHints() {}

    static List<String> of(TokenUnderDiagnosis token) {
        List<String> hints = new ArrayList<>();
        token.jwt()
                .flatMap(jwt -> jwt.header().members().text("x5t"))
                .flatMap(EntraHints::thumbprint)
                .ifPresent(hints::add);
        token.claims().ifPresent(claims -> {
            assertion(claims).ifPresent(hints::add);
            claims.text("iss").flatMap(EntraHints::ofIssuer).ifPresent(hints::add);
        });
        return hints;
    }

    private static Optional<String> thumbprint(String x5t) {
        return switch (X5tEncoding.of(x5t)) {
            case BASE64URL_SHA1 -> Optional.empty();
            case HEX -> wrongThumbprint("hex");
            case STANDARD_BASE64 -> wrongThumbprint("standard base64");
            case BASE64_OF_HEX -> wrongThumbprint("base64 of the hex text");
            case OTHER -> wrongThumbprint("something else");
        };
    }

    private static Optional<String> wrongThumbprint(String found) {
        return Optional.of(
                "x5t is " + found + "; it has to be base64url of the SHA-1 of the certificate's DER (RFC 7515"
                        + " section 4.1.7). Entra then says AADSTS700027: the certificate is not registered.");
    }

    private static Optional<String> assertion(Claims claims) {
        boolean client = claims.text("iss").isPresent() && claims.text("iss").equals(claims.text("sub"));
        return client
                ? Optional.of(
                        "iss and sub are the same: a client assertion. It verifies with the certificate or key that"
                                + " the client registered, not with a key that a provider publishes; pass that key as jwks.")
                : Optional.empty();
    }

    private static Optional<String> ofIssuer(String issuer) {
        if (host(issuer).endsWith(B2C_HOST)) {
            return Optional.of(
                    "Azure AD B2C has one discovery document and key set a policy: watch the one of the policy"
                            + " that issued this token.");
        }
        return EntraIssuer.of(issuer)
                .map(entra ->
                        "An Entra application with claims mapping signs with a key of its own, which stands only in"
                                + " the discovery document with ?appid= and the client id.");
    }

    private static String host(String issuer) {
        try {
            return AsciiCase.lower(
                    Optional.ofNullable(URI.create(issuer).getHost()).orElse(""));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
