package io.keyvigil.provider;

import io.keyvigil.provider.CanaryResult.Failed;
import io.keyvigil.tenant.Canary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;

/** Reads the credential of a canary's client from the file in the watch list. */
final class CredentialFile {

    private CredentialFile() {}

    /** Returns the result of {@code use} with the credential, or why there is no credential. */
    static CanaryResult with(
            Canary canary, HttpAddress address, Instant now, Function<ClientCredential, CanaryResult> use) {
        String client = canary.clientId();
        Path file = canary.credential().file();
        return switch (canary.credential().method()) {
            case CLIENT_SECRET ->
                SecretFile.SECRET.with(file, text -> use.apply(ClientCredential.ofSecret(client, text)), Failed::new);
            case TOKEN ->
                SecretFile.TOKEN.with(file, text -> use.apply(ClientCredential.ofAssertion(client, text)), Failed::new);
            case PRIVATE_KEY ->
                SecretFile.KEY.with(
                        file,
                        text -> ClientAssertion.signed(text, client, address, now)
                                .map(jwt -> use.apply(ClientCredential.ofAssertion(client, jwt)))
                                .orElseGet(() -> unusable(file)),
                        Failed::new);
        };
    }

    private static CanaryResult unusable(Path file) {
        return new Failed(
                CanaryFailure.KEY_UNUSABLE,
                file + ": neither a private JWK nor unencrypted PKCS#8 in PEM; convert it with"
                        + " openssl pkcs8 -topk8 -nocrypt");
    }
}
