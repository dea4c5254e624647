package io.keyvigil.provider;

import io.keyvigil.jose.Jwk;
import java.util.List;

/** The keys that a canary token is held against, as they are known at each call. */
public interface CanaryKeys {

    List<Jwk> published();

    List<Jwk> withdrawn();

    /** Has the keys read anew, as far as the limit for requested polls allows. */
    void readAnew();
}
