package io.keyvigil.diagnosis.message;

import java.util.List;

/**
 * A known message of one or more products. Immutable.
 *
 * @param id the code ({@code AADSTS50013}, {@code IDX10503}), or a name made from the text
 * @param products the products that print it; empty if there are too many
 * @param versions the versions of the product that print it; empty text if the version has no known effect
 * @param about the one or two relevant topics, the most likely first
 * @param level how specific the message is
 * @param validToken whether a valid token can cause it: the validator's keys, settings or network are wrong
 * @param validity its statement about the token's validity period
 * @param remedy the recommended action; empty text if the meaning contains it
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

    /** How specific a message is. If a text contains several messages, a higher level takes precedence. */
    public enum Level {
        /** Only introduces another message. */
        WRAPPER,
        /** Names the area, not the cause. */
        GENERAL,
        SPECIFIC,
        /** Identified by a product's own code. */
        CODE
    }

    /** The statement of a message about the token's validity period. */
    public enum Validity {
        /** No statement, or another one than that the token is not valid now. */
        UNSAID,
        EXPIRED,
        EARLY,
        /** Either too early or too late. */
        OUTSIDE
    }

    public KnownMessage {
        products = List.copyOf(products);
        about = List.copyOf(about);
    }

    KnownMessage printedBy(List<String> proven) {
        return new KnownMessage(id, proven, versions, about, level, validToken, validity, meaning, remedy, source);
    }

    /** Returns this message as read from a short text that other products print too: every more specific message is preferred. */
    KnownMessage unproven() {
        Level lower = level == Level.SPECIFIC ? Level.GENERAL : level;
        return new KnownMessage(id, List.of(), versions, about, lower, validToken, validity, meaning, remedy, source);
    }

    public boolean isAbout(MessageTopic topic) {
        return about.contains(topic);
    }
}
