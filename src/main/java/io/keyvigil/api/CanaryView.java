package io.keyvigil.api;

import io.keyvigil.diagnosis.message.KnownMessage;
import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.provider.CanaryResult.Signer;
import io.keyvigil.provider.TokenError;
import io.keyvigil.watch.CanaryState;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a tenant's canary: the key that signed its last token, and the failure if there is no current token.
 *
 * @param issuedAt the last token's {@code iat}
 */
record CanaryView(
        Optional<Instant> lastAttempt,
        Optional<Instant> lastSuccess,
        Optional<String> kid,
        Optional<String> thumbprint,
        Optional<Instant> issuedAt,
        int consecutiveFailures,
        Optional<FailureView> failure) {

    /** The failure, with the meaning of the token endpoint's error if it returned one. */
    record FailureView(String reason, String explanation, String detail, Optional<ErrorView> error) {
        static FailureView of(CanaryState.Failure failure, MessageCatalog errors) {
            return new FailureView(
                    failure.reason().code(),
                    failure.reason().explanation(),
                    failure.detail(),
                    failure.error().map(error -> ErrorView.of(error, errors)));
        }
    }

    /**
     * The error of a token endpoint (RFC 6749 section 5.2). If Microsoft's own error code is present, the explanation refers to
     * it.
     */
    record ErrorView(
            String code,
            Optional<String> meaning,
            Optional<String> aadsts,
            Optional<String> aadstsMeaning,
            Optional<String> aadstsHint,
            Optional<String> reference) {
        static ErrorView of(TokenError error, MessageCatalog errors) {
            Optional<KnownMessage> explained = error.aadsts().flatMap(errors::code);
            return new ErrorView(
                    error.code(),
                    error.meaning(),
                    error.aadsts(),
                    explained.map(KnownMessage::meaning),
                    explained.map(KnownMessage::remedy).filter(hint -> !hint.isEmpty()),
                    explained.map(KnownMessage::source));
        }
    }

    static CanaryView of(CanaryState state, MessageCatalog errors) {
        return new CanaryView(
                state.lastAttempt(),
                state.lastSuccess(),
                state.signer().flatMap(Signer::kid),
                state.signer().map(Signer::thumbprint).map(JwkThumbprint::value),
                state.signer().map(Signer::issuedAt),
                state.failures(),
                state.failure().map(failure -> FailureView.of(failure, errors)));
    }
}
