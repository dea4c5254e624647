package io.keyvigil.provider;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Fetches one document from a source that is not a provider, with the same limits as documents of providers.
 *
 * <ol>
 *   <li>A request takes at most the deadline, including the body. A document has at most 1 MiB, as sent and after decompression.
 *   <li>Redirects are not followed.
 *   <li>A file must be a regular file of at most 1 MiB.
 *   <li>Remote errors are results, never exceptions.
 * </ol>
 *
 * The caller is responsible for request rates and for parsing.
 */
public final class DocumentClient {

    private static final String JSON = "application/jwk-set+json, application/json;q=0.9";

    private final Exchanger exchanger;

    /**
     * @param executor runs the steps of the HTTP client; must have threads that do not wait in {@link #get}
     * @param version the text after {@code keyvigil/} in {@code User-Agent}
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
