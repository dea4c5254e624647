package io.keyvigil.store;

import io.keyvigil.watch.KeyHistory.HistoryUnavailable;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A secret of this instance or of all replicas. It is stored across restarts: pseudonyms stay the same. */
public final class InstanceKey {

    private static final Logger LOG = Logger.getLogger(InstanceKey.class);
    private static final String NAME = "instance-key";

    private final RememberedTexts texts;

    public InstanceKey(RememberedTexts texts) {
        this.texts = texts;
    }

    /** Returns the stored key, or a new one that is stored from now on. If the store fails, the key is for this process only. */
    public byte[] orNew(Supplier<byte[]> fresh) {
        try {
            Optional<String> kept = texts.load(NAME);
            return Base64.getDecoder()
                    .decode(kept.orElseGet(
                            () -> texts.saveFirst(NAME, Base64.getEncoder().encodeToString(fresh.get()))));
        } catch (HistoryUnavailable e) {
            LOG.warnf("event=instance-key-unkept reason=\"%s\"", e.getMessage());
            return fresh.get();
        }
    }
}
