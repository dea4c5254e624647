package io.keyvigil.real;

import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;

/** The keys that every {@link Rotation} is played with. */
final class StageKeys {

    static final SigningKey FIRST = SigningKeys.ec("first");
    static final SigningKey NEXT = SigningKeys.ec("next");

    /** Other material under the first one's kid. */
    static final SigningKey REPLACED = SigningKeys.ec("other material").named(FIRST.kid());

    /** More than one validator's budget of fetches. */
    static final SigningKey[] BOGUS = {SigningKeys.ec("bogus-1"), SigningKeys.ec("bogus-2"), SigningKeys.ec("bogus-3")};

    private StageKeys() {}
}
