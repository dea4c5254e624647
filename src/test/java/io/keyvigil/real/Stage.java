package io.keyvigil.real;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A provider that plays a {@link Rotation} before one validator, and the tokens that go with it. Not thread-safe. */
final class Stage implements AutoCloseable {

    /**
     * A token whose key is published no more.
     *
     * @param since when the key went
     */
    record Leftover(String token, Instant since) {}

    private final FakeProvider provider = FakeProvider.start();
    private List<SigningKey> published;
    private SigningKey signing;
    private String token;
    private Optional<Leftover> leftover = Optional.empty();
    private List<String> strays = List.of();

    Stage(List<SigningKey> keys, boolean maxAge) {
        if (maxAge) {
            provider.header("Cache-Control", "max-age=" + ValidatorKind.MAX_AGE.toSeconds());
        }
        published = keys;
        provider.publish(keys.toArray(SigningKey[]::new));
        sign(keys.get(0));
    }

    String jwksUri() {
        return provider.jwksUri();
    }

    /** Publishes exactly these keys. Where the signing key is not among them, the first one signs from now on. */
    void publish(SigningKey... keys) {
        published = List.of(keys);
        provider.publish(keys);
        if (!published.contains(signing)) {
            leftover = Optional.of(new Leftover(token, Instant.now()));
            sign(keys[0]);
        }
    }

    void sign(SigningKey key) {
        signing = key;
        token = StageTokens.signedBy(key);
    }

    void goDown() {
        provider.answerStatus(503);
    }

    void comeBack() {
        provider.answerStatus(200);
    }

    /** Somebody presents tokens of kids that were never published. */
    void present(SigningKey... unpublished) {
        strays = Stream.of(unpublished).map(StageTokens::signedBy).toList();
    }

    SigningKey signing() {
        return signing;
    }

    /** Of the key that signs; always a good one. */
    String token() {
        return token;
    }

    Optional<Leftover> leftover() {
        return leftover;
    }

    /** The tokens that {@link #present} made, once. */
    List<String> takeStrays() {
        List<String> taken = strays;
        strays = List.of();
        return taken;
    }

    @Override
    public void close() {
        provider.close();
    }
}
