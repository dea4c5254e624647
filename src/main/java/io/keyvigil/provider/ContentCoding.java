package io.keyvigil.provider;

import io.keyvigil.tenant.AsciiCase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Decodes the {@code Content-Encoding} of a body (RFC 9110 section 8.4.1): none, {@code identity}, {@code gzip}. Never
 * inflates more than one byte beyond the bound, at any ratio.
 */
final class ContentCoding {

    private static final List<String> GZIP = List.of("gzip", "x-gzip");

    private ContentCoding() {}

    /** @param body empty if more bytes than the bound were received */
    static Outcome<byte[]> decode(List<String> encodings, Optional<byte[]> body) {
        if (body.isEmpty()) {
            return tooLarge();
        }
        String encoding = AsciiCase.lower(String.join(",", encodings).strip());
        if (encoding.isEmpty() || encoding.equals("identity")) {
            return Outcome.of(body.get());
        }
        return GZIP.contains(encoding) ? inflate(body.get()) : flawed("an unknown Content-Encoding");
    }

    private static Outcome<byte[]> inflate(byte[] compressed) {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] octets = plain.readNBytes(BoundedBody.MAXIMUM + 1);
            return octets.length > BoundedBody.MAXIMUM ? tooLarge() : Outcome.of(octets);
        } catch (IOException damaged) {
            return flawed("damaged gzip");
        }
    }

    private static Outcome<byte[]> tooLarge() {
        return Outcome.flawed(FetchFailure.TOO_LARGE, "the body is larger than 1 MiB");
    }

    private static Outcome<byte[]> flawed(String detail) {
        return Outcome.flawed(FetchFailure.CONTENT_ENCODING, detail);
    }
}
