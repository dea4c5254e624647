package io.keyvigil.diagnosis.message;

import java.util.List;

/**
 * What is known of a message that products print. Immutable.
 *
 * @param id the code ({@code AADSTS50013}, {@code IDX10503}), or a name made from the text
 * @param products who prints it; empty if too many do
 * @param versions of the product that print it; empty text if not known to matter
 * @param about the one or two topics to look at, the likeliest first
 * @param level how much the message says
 * @param validToken whether a valid token can cause it: the validator's keys, settings or network are wrong
 * @param validity what it says of the token's validity period
 * @param remedy what to do; empty text if the meaning says it
 * @param source a public page or source file that contains the text
 */
public record KnownMessage(
        String id,
        List<String> products,
        String versions,
        List<MessageTopic> about,
        Level level,
        boolean validToken,
        Validity validity,
        String meaning,
        String remedy,
        String source) {

    /** How much a message says. A higher level wins if a text contains several. */
    public enum Level {
        /** Only introduces another message. */
        WRAPPER,
        /** Names the area, not the cause. */
        GENERAL,
        SPECIFIC,
        /** Identified by a product's own code. */
        CODE
    }

    /** What a message says of the token's validity period. */
    public enum Validity {
        /** Nothing, or something else than that it is not now. */
        UNSAID,
        EXPIRED,
        EARLY,
        /** One of the two. */
        OUTSIDE
    }

    public KnownMessage {
        products = List.copyOf(products);
        about = List.copyOf(about);
    }

    KnownMessage printedBy(List<String> proven) {
        return new KnownMessage(id, proven, versions, about, level, validToken, validity, meaning, remedy, source);
    }

    /** The same, from a short text that others print too: anything that says more is preferred. */
    KnownMessage unproven() {
        Level lower = level == Level.SPECIFIC ? Level.GENERAL : level;
        return new KnownMessage(id, List.of(), versions, about, lower, validToken, validity, meaning, remedy, source);
    }

    public boolean isAbout(MessageTopic topic) {
        return about.contains(topic);
    }
}
