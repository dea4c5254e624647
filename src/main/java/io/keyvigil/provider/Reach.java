package io.keyvigil.provider;

import java.util.Optional;

/**
 * Which hosts a request may connect to, redirects included.
 *
 * @param guarded whether hosts are checked at all
 * @param origin an address from the operator: its host is not checked, and other hosts must be public if it is. If empty,
 *     every host must be public
 */
record Reach(boolean guarded, Optional<HttpAddress> origin) {

    static final Reach ANYWHERE = new Reach(false, Optional.empty());
    static final Reach PUBLIC = new Reach(true, Optional.empty());

    static Reach asPublicAs(HttpAddress origin) {
        return new Reach(true, Optional.of(origin.root()));
    }

    boolean startsAt(HttpAddress address) {
        return origin.filter(address::sameHost).isPresent();
    }
}
