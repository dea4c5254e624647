package io.keyvigil.diagnosis;

import io.keyvigil.jose.JoseHeader;
import io.keyvigil.jose.JwtParser;
import io.keyvigil.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts that identify a token shape. The text form shows nothing.
 *
 * @param text the token
 * @param header the names of the header's members, also of an encrypted token
 * @param claims the names of the claims
 * @param expected the issuers of the tenant
 * @param encryptedWith {@code alg} of an encrypted token
 */
record ShapeFacts(
        String text,
        Optional<String> iss,
        List<String> aud,
        Optional<String> sub,
        Set<String> header,
        Set<String> claims,
        List<String> expected,
        Optional<String> encryptedWith) {

    static ShapeFacts of(TokenUnderDiagnosis token) {
        String text = token.presented().text();
        Optional<Claims> claims = token.claims();
        Optional<JoseHeader> encrypted = token.jwt().isPresent() ? Optional.empty() : header(text);
        Optional<JoseHeader> header = token.jwt().map(jwt -> jwt.header()).or(() -> encrypted);
        return new ShapeFacts(
                text,
                claims.flatMap(known -> known.text("iss")),
                claims.map(Claims::audiences).orElse(List.of()),
                claims.flatMap(known -> known.text("sub")),
                header.map(known -> known.members().members().keySet()).orElse(Set.of()),
                claims.map(known -> known.members().members().keySet()).orElse(Set.of()),
                token.subject().map(subject -> issuers(subject.tenant())).orElse(List.of()),
                encrypted.flatMap(JoseHeader::alg));
    }

    private static Optional<JoseHeader> header(String text) {
        return JwtParser.parse(text.split("\\.", 2)[0] + "..")
                .fold(readable -> Optional.of(readable.jwt().header()), unreadable -> Optional.empty());
    }

    private static List<String> issuers(Tenant tenant) {
        return Stream.concat(tenant.issuer().stream(), tenant.acceptIssuers().stream())
                .toList();
    }

    @Override
    public String toString() {
        return "ShapeFacts";
    }
}
