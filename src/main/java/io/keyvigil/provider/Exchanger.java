package io.keyvigil.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches one document.
 *
 * <ol>
 *   <li>A fetch takes at most the deadline, including redirects and body.
 *   <li>The body has at most 1 MiB, as sent and after decompression.
 *   <li>The number of redirects is limited by the constructor. A redirect from {@code https} to {@code http} is never followed.
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
