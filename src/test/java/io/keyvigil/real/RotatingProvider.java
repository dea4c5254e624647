package io.keyvigil.real;

import io.keyvigil.testing.FakeProvider;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A provider that adds new keys, withdraws some and publishes withdrawn ones again, one change a step. One key stays for
 * ever, so none of its sets is empty and no two of them are disjoint.
 */
final class RotatingProvider implements AutoCloseable {

    private static final int MOST_KEYS = 6;

    private final FakeProvider provider = FakeProvider.start();
    private final List<SigningKey> published = new ArrayList<>();
    private final List<SigningKey> withdrawn = new ArrayList<>();
    private final Set<String> everPublished = new LinkedHashSet<>();
    private final String name;
    private final Random random;
    private int made;

    RotatingProvider(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
        add(SigningKeys.ec(name + "-stays"));
        publish();
    }

    String issuer() {
        return provider.issuer();
    }

    synchronized void step() {
        if (published.size() > 1 && (published.size() == MOST_KEYS || random.nextBoolean())) {
            withdrawn.add(published.remove(1 + random.nextInt(published.size() - 1)));
        } else if (!withdrawn.isEmpty() && random.nextBoolean()) {
            add(withdrawn.remove(random.nextInt(withdrawn.size())));
        } else {
            add(SigningKeys.ec(name + "-" + ++made));
        }
        publish();
    }

    private void add(SigningKey key) {
        published.add(key);
        everPublished.add(key.kid());
    }

    private void publish() {
        provider.publish(published.toArray(SigningKey[]::new));
    }

    synchronized Set<String> published() {
        Set<String> kids = new LinkedHashSet<>();
        published.forEach(key -> kids.add(key.kid()));
        return kids;
    }

    synchronized Set<String> everPublished() {
        return Set.copyOf(everPublished);
    }

    @Override
    public void close() {
        provider.close();
    }
}
