package io.keyvigil.notify;

import java.time.Instant;

/**
 * A notification in its receiver's words, until that has taken it.
 *
 * @param receiver the receiver's name
 * @param id the same for the same occasion; one entry a receiver
 * @param subject the risk that it is about: the entries of one are delivered in their order
 * @param noted since when it waits
 * @param body JSON; it does not change from attempt to attempt
 */
public record OutboxEntry(String receiver, String id, String subject, Instant noted, String body) {}
