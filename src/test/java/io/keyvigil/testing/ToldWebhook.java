package io.keyvigil.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** What {@link WatchedConsumers} says, and a webhook that is told of its risks; its address holds a token. */
public final class ToldWebhook implements QuarkusTestResourceLifecycleManager {

    public static final String TOKEN = "t0ken-of-the-address";

    private final WatchedConsumers watched = new WatchedConsumers();
    private FakeWebhook webhook;

    @Override
    public Map<String, String> start() {
        webhook = FakeWebhook.start();
        Map<String, String> settings = new HashMap<>(watched.start());
        settings.put("keyvigil.notify.webhook", webhook.uri() + "/" + TOKEN + "?key=" + TOKEN);
        settings.put("keyvigil.notify.severity", "info");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        watched.inject(injector);
        injector.injectIntoFields(webhook, new TestInjector.MatchesType(FakeWebhook.class));
    }

    @Override
    public void stop() {
        watched.stop();
        webhook.close();
    }
}
