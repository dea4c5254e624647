package io.keyvigil.diagnosis;

import io.keyvigil.tenant.AsciiCase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that the token is an access token, not another kind of JWT (RFC 9068, OpenID Connect Core 2). */
final class TypeCheck implements TokenCheck {

    private static final Set<String> EXPECTED =
            Set.of("jwt", "at+jwt", "application/at+jwt", "application/jwt", "bearer");
    private static final Set<String> REFRESH = Set.of("refresh", "offline");
    private static final List<String> ONLY_IN_ID_TOKENS = List.of("nonce", "at_hash", "c_hash");

    @Override
    public List<Finding> check(TokenUnderDiagnosis token) {
        if (token.jwt().isEmpty() || token.claims().isEmpty()) {
            return List.of(Finding.skipped(Check.TYPE, "there are no claims to read"));
        }
        Claims claims = token.claims().get();
        Optional<String> header = lower(token.jwt().get().header().typ());
        Optional<String> claim = lower(claims.text("typ"));
        if (Stream.of(header, claim).flatMap(Optional::stream).anyMatch(REFRESH::contains)) {
            return List.of(Finding.of(
                    FindingCode.REFRESH_TOKEN,
                    "This is a refresh token: it is for the provider that issued it and for nobody else."));
        }
        List<String> proofs = ONLY_IN_ID_TOKENS.stream().filter(claims::has).toList();
        if (claim.filter("id"::equals).isPresent() || !proofs.isEmpty()) {
            return List.of(Finding.of(
                    FindingCode.ID_TOKEN_AS_ACCESS_TOKEN,
                    "This is an ID token: it tells the client who signed in. An API wants an access token.",
                    Evidence.of("provenBy", proofs.isEmpty() ? List.of("typ") : proofs)
                            .members()));
        }
        if (header.filter(type -> !EXPECTED.contains(type)).isPresent()) {
            return List.of(Finding.of(
                    FindingCode.TYPE_UNEXPECTED,
                    "The header's typ is not that of an access token.",
                    Evidence.of("typ", header.get()).members()));
        }
        return List.of(Finding.pass(Check.TYPE, "Nothing says that it is another kind of token than an access token."));
    }

    private static Optional<String> lower(Optional<String> text) {
        return text.map(value -> AsciiCase.lower(value));
    }
}
