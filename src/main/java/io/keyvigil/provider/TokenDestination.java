package io.keyvigil.provider;

import io.keyvigil.provider.CanaryResult.Failed;
import io.keyvigil.tenant.Addresses;
import io.keyvigil.tenant.Canary;
import io.keyvigil.tenant.Tenant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The address from which a canary requests a token.
 *
 * <ol>
 *   <li>It comes from the watch list, otherwise from the discovery document if {@link SecretDestinations} allows it.
 *   <li>It must not use {@code http}, nor come from a document that was fetched over {@code http}, except on loopback.
 * </ol>
 */
final class TokenDestination {

    private final Tenant tenant;

    private TokenDestination(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Returns the result of {@code use} with the address, or why there is no address. */
    static CanaryResult with(
            Tenant tenant,
            Canary canary,
            Optional<ProviderMetadata> metadata,
            Function<HttpAddress, CanaryResult> use) {
        TokenDestination destination = new TokenDestination(tenant);
        return canary.tokenEndpoint()
                .map(named -> destination.named(named, use))
                .orElseGet(() -> destination.discovered(metadata, use));
    }

    private CanaryResult named(String text, Function<HttpAddress, CanaryResult> use) {
        return HttpAddress.of(text)
                .fold(
                        address -> isPlain(address) ? plain(address) : use.apply(address),
                        flaw -> new Failed(CanaryFailure.NO_TOKEN_ENDPOINT, flaw.detail()));
    }

    private CanaryResult discovered(Optional<ProviderMetadata> metadata, Function<HttpAddress, CanaryResult> use) {
        Optional<String> text = metadata.flatMap(ProviderMetadata::tokenEndpoint);
        return text.map(named -> named(named, address -> discovered(metadata.orElseThrow(), address, use)))
                .orElseGet(() -> new Failed(CanaryFailure.NO_TOKEN_ENDPOINT, "there is no token_endpoint in it"));
    }

    private CanaryResult discovered(
            ProviderMetadata metadata, HttpAddress address, Function<HttpAddress, CanaryResult> use) {
        if (tenant.insecure() && !tenant.onLoopback()) {
            return new Failed(
                    CanaryFailure.INSECURE, "the issuer uses http, and anyone on the path can name " + address);
        }
        return SecretDestinations.tokens(tenant, metadata).include(address)
                ? use.apply(address)
                : new Failed(
                        CanaryFailure.OTHER_ORIGIN,
                        "no secret is sent to " + address + ", which is not the origin of the issuer or of the first"
                                + " token endpoint; if it is right, name it in the canary's token-endpoint");
    }

    private static boolean isPlain(HttpAddress address) {
        return !address.secure() && !Addresses.onLoopback(address.uri().toString());
    }

    private static CanaryResult plain(HttpAddress address) {
        return new Failed(CanaryFailure.INSECURE, "its address is " + address);
    }
}
