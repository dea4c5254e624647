package io.keyvigil.provider;

import io.keyvigil.jose.Jwk;
import java.util.List;

/** The keys for the verification of a canary token, as known at each call. */
public interface CanaryKeys {

    List<Jwk> published();

    List<Jwk> withdrawn();

    /** Fetches the keys again if the limit for requested polls allows it. */
    void readAnew();
}
