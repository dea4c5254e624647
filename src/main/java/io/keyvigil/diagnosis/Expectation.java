package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the token is held against.
 *
 * @param audiences empty: nobody said which
 * @param audiencesOf whose they are, for people: "the request", "consumer orders-api", "tenant contoso"
 * @param leeway the clock skew allowed on each side
 * @param leewayOf whose it is
 */
record Expectation(
        List<String> audiences,
        String audiencesOf,
        Set<JwsAlgorithm> algorithms,
        String algorithmsOf,
        Duration leeway,
        String leewayOf) {}
