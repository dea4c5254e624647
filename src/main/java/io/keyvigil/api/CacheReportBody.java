package io.keyvigil.api;

import io.keyvigil.cache.CacheAnswer;
import io.keyvigil.cache.HeldKeysReading;
import io.keyvigil.watch.KeyIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * The body of a consumer's cache report: a JWK Set or {@code {"kids":["…"]}}, at most 512 KiB. Responses contain no part of it.
 */
final class CacheReportBody {

    private static final int MOST_OCTETS = 512 * 1024;

    private static final String SEND =
            "send the JWK Set that the application holds, {\"keys\":[…]}, or {\"kids\":[\"…\"]}";

    private CacheReportBody() {}

    static Set<KeyIdentity> read(InputStream body) {
        return HeldKeysReading.of(octets(body)).fold(CacheReportBody::keys, failed -> {
            throw ProblemException.badRequest("the body cannot be used: " + failed.detail() + "; " + SEND);
        });
    }

    private static Set<KeyIdentity> keys(CacheAnswer.Read read) {
        if (read.holdsPrivateKeys()) {
            throw ProblemException.badRequest(
                    "the body holds private or secret key members, and nothing of it was kept:"
                            + " send public keys only, or their kids, and replace the keys that were sent");
        }
        return read.keys();
    }

    private static byte[] octets(InputStream body) {
        try {
            byte[] octets = body.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw ProblemException.tooLarge("a report has at most 512 KiB; {\"kids\":[\"…\"]} is enough");
            }
            return octets;
        } catch (IOException e) {
            throw ProblemException.badRequest("the body ended before it was complete");
        }
    }
}
