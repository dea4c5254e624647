package io.keyvigil.real;

import java.util.Set;

/**
 * A token and a key set that validators reject.
 *
 * @param topics what a right explanation of the message is about; one of them is enough
 * @param status with which the address of the key set answers
 */
record PrintedSituation(String name, String token, String jwks, Set<String> topics, int status) {

    /** Only validators that fetch the key set notice it. */
    boolean fetch() {
        return status != 200;
    }
}
