package io.keyvigil.profile;

/**
 * How consumers of one kind come by a new key. The codes are the letters of the consumer profiles' reference, section 6;
 * a prime is written as a digit. A name for people: what decides are the members of a {@link Profile}.
 */
public enum BehaviourClass {
    /** An unknown kid causes a fetch. */
    ON_DEMAND("A"),
    /** An unknown kid causes a fetch, at most once per cooldown. */
    ON_DEMAND_WITH_COOLDOWN("A1"),
    /** An unknown kid starts a fetch in the background; the request that started it fails. */
    ON_DEMAND_IN_BACKGROUND("A2"),
    /** Only the timer fetches. */
    TIMER("B"),
    /** The provider's cache directives set the timer. */
    SERVER_CONTROLLED("C"),
    /** Keys are read when the process starts. */
    BOOT_ONLY("D"),
    /** Too little is recorded. */
    UNASSIGNED("unassigned");

    private final String code;

    BehaviourClass(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
