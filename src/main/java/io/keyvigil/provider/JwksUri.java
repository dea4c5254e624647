package io.keyvigil.provider;

/** The address of the keys in a discovery document. */
final class JwksUri {

    private JwksUri() {}

    static Outcome<HttpAddress> of(String text, HttpAddress discoveredAt) {
        return HttpAddress.of(text)
                .fold(
                        address -> address.secure() || !discoveredAt.secure()
                                ? Outcome.of(address)
                                : refused("the discovery document came over https but names a jwks_uri over http: "
                                        + address),
                        flaw -> refused("jwks_uri is " + flaw.detail()));
    }

    private static Outcome<HttpAddress> refused(String detail) {
        return Outcome.flawed(FetchFailure.UNSUPPORTED_URI, detail);
    }
}
