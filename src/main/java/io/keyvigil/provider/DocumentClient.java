package io.keyvigil.provider;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Has one document of somebody who is no provider, under the bounds that providers' documents are had under.
 *
 * <ol>
 *   <li>It takes at most the deadline, body included, and at most 1 MiB, on the line and after decompression.
 *   <li>No redirect is followed: an address is asked itself or not at all.
 *   <li>A file is a regular file of at most 1 MiB.
 *   <li>What the outside world does wrong is an answer, never an exception.
 * </ol>
 *
 * The pace and the reading of what was had are left to the caller.
 */
public final class DocumentClient {

    private static final String JSON = "application/jwk-set+json, application/json;q=0.9";

    private final Exchanger exchanger;

    /**
     * @param executor runs the HTTP client's steps; not one whose threads all wait in {@link #get}
     * @param version what follows {@code keyvigil/} in {@code User-Agent}
     */
    public DocumentClient(Clock clock, Executor executor, String version, Duration deadline) {
        HttpClients clients = new HttpClients(executor, HostNames.ofSystem(), deadline.dividedBy(2));
        this.exchanger = new Exchanger(clock, clients, new RequestHeaders("keyvigil/" + version), deadline, 0);
    }

    public DocumentAnswer get(String uri) {
        return HttpAddress.of(uri).fold(this::get, DocumentClient::refused);
    }

    private DocumentAnswer get(HttpAddress address) {
        DocumentRequest request =
                new DocumentRequest(address, JSON, Map.of(), Optional.empty(), Validators.NONE, Reach.ANYWHERE);
        return exchanger
                .ask(request)
                .fold(
                        content -> new DocumentAnswer.Had(content.body()),
                        unchanged -> {
                            throw new IllegalStateException("304 to a request without conditions");
                        },
                        refused -> refused(refused.flaw()));
    }

    public DocumentAnswer read(Path file) {
        return KeyFile.content(file).fold(DocumentAnswer.Had::new, DocumentClient::refused);
    }

    private static DocumentAnswer refused(Flaw flaw) {
        return new DocumentAnswer.Refused(flaw.reason(), flaw.detail());
    }
}
