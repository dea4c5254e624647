package io.keyvigil.consumer;

import java.util.List;

/**
 * What one library or product does with a provider's keys, by default; a deployment can set it otherwise.
 *
 * <ol>
 *   <li>The texts always tell the shipped default, also in a profile with overrides.
 *   <li>What is not recorded is empty or says so; it is never guessed.
 * </ol>
 *
 * @param aliases the names that a watch list may use beside the id
 * @param classDerived whether the class was derived from the recorded behaviour rather than assigned directly
 * @param classText the class as the reference writes it, with its qualifications
 */
public record Profile(
        String id,
        List<String> aliases,
        BehaviourClass behaviourClass,
        boolean classDerived,
        String classText,
        Refresh refresh,
        UnknownKid unknownKid,
        BadSignature badSignature,
        Withdrawal withdrawal,
        OnFetchFailure onFetchFailure,
        HttpLimits http,
        Leeway leeway,
        Provenance provenance) {

    public Profile {
        aliases = List.copyOf(aliases);
    }
}
