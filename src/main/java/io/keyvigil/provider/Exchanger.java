package io.keyvigil.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for one document.
 *
 * <ol>
 *   <li>Redirects and body included it takes no longer than the deadline.
 *   <li>The body is at most 1 MiB, on the line and after decompression.
 *   <li>No more redirects are followed than it was made for, never from {@code https} to {@code http}.
 * </ol>
 */
final class Exchanger {

    private final Clock clock;
    private final HttpClients clients;
    private final RequestHeaders headers;
    private final Duration deadline;
    private final int mostRedirects;

    Exchanger(Clock clock, HttpClients clients, RequestHeaders headers, Duration deadline, int mostRedirects) {
        this.clock = clock;
        this.clients = clients;
        this.headers = headers;
        this.deadline = deadline;
        this.mostRedirects = mostRedirects;
    }

    Answer ask(DocumentRequest document) {
        return clients.trusting(document.ca())
                .fold(client -> ask(document, client), flaw -> new Answer.Refused(Optional.empty(), flaw));
    }

    private Answer ask(DocumentRequest document, PooledClient client) {
        Conversation conversation = new Conversation(clients, client, clock, deadline);
        return new Asking(document, conversation, headers, mostRedirects).ask();
    }
}
