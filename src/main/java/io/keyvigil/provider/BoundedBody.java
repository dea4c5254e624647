package io.keyvigil.provider;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Collects at most {@link #MAXIMUM} bytes. One byte more cancels the request, which closes the connection, and the body is empty.
 */
final class BoundedBody implements BodySubscriber<Optional<byte[]>> {

    static final int MAXIMUM = 1 << 20;

    private final CompletableFuture<Optional<byte[]>> body = new CompletableFuture<>();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private Subscription subscription;

    @Override
    public CompletionStage<Optional<byte[]>> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(this::append);
    }

    private void append(ByteBuffer buffer) {
        if (body.isDone()) {
            return;
        }
        if (octets.size() + buffer.remaining() > MAXIMUM) {
            body.complete(Optional.empty());
            subscription.cancel();
            return;
        }
        byte[] chunk = new byte[buffer.remaining()];
        buffer.get(chunk);
        octets.writeBytes(chunk);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(Optional.of(octets.toByteArray()));
    }
}
