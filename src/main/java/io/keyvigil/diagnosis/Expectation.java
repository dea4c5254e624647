package io.keyvigil.diagnosis;

import io.keyvigil.jose.JwsAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The settings that a token is validated against.
 *
 * @param audiences the expected audiences; empty: unknown
 * @param audiencesOf the source of the audiences, for users: "the request", "consumer orders-api", "tenant contoso"
 * @param leeway the clock skew allowed on each side
 * @param leewayOf the source of the leeway
 */
record Expectation(
        List<String> audiences,
        String audiencesOf,
        Set<JwsAlgorithm> algorithms,
        String algorithmsOf,
        Duration leeway,
        String leewayOf) {}
