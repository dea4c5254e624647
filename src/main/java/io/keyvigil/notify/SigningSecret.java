package io.keyvigil.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies as Standard Webhooks 1.0 does: {@code v1,} and the base64 of the HMAC-SHA256 of {@code id.timestamp.body}.
 *
 * <ol>
 *   <li>The secret is read from its file at each use and not kept: a rotated secret is used with the next request.
 *   <li>{@code whsec_} and base64 is decoded; any other text is used as its bytes without the final line break.
 *   <li>A file that every user may read, or a secret of less than {@value #LEAST_OCTETS} bytes, is not used.
 * </ol>
 */
final class SigningSecret {

    static final int LEAST_OCTETS = 16;

    private static final int MAXIMUM = 4 * 1_024;
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern LINE_BREAK_AT_END = Pattern.compile("[\\r\\n]+$");

    private final Path file;

    SigningSecret(Path file) {
        this.file = file;
    }

    /** The secret as it is now, or what is wrong with it; one of the two. */
    private record Reading(Optional<byte[]> octets, Optional<String> problem) {
        static Reading wrong(String problem) {
            return new Reading(Optional.empty(), Optional.of(problem));
        }
    }

    /** Why the secret cannot be used, with the fix. */
    Optional<String> problem() {
        return read().problem().map(what -> file + ": " + what);
    }

    /** Empty if the secret cannot be used now. */
    Optional<String> signature(String id, long timestamp, String body) {
        return read().octets().map(key -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                byte[] digest = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return "v1," + Base64.getEncoder().encodeToString(digest);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        });
    }

    private Reading read() {
        try {
            if (Files.notExists(file)) {
                return Reading.wrong("there is no such file; mount it or correct keyvigil.notify.webhook-secret-file");
            }
            // A pipe or a device could block or never end.
            if (!Files.isRegularFile(file)) {
                return Reading.wrong("it is not a regular file");
            }
            if (isReadableByAll()) {
                return Reading.wrong(
                        "every user may read it; take that away (chmod o-r, defaultMode 0440 in Kubernetes)");
            }
            try (InputStream input = Files.newInputStream(file)) {
                return read(input.readNBytes(MAXIMUM + 1));
            }
        } catch (IOException unreadable) {
            return Reading.wrong("it cannot be read; check its owner and permissions");
        }
    }

    private static Reading read(byte[] content) {
        if (content.length > MAXIMUM) {
            return Reading.wrong("larger than 4 KiB; is it the right file?");
        }
        // Octets that are no UTF-8 stay what they are.
        String text = LINE_BREAK_AT_END
                .matcher(new String(content, StandardCharsets.ISO_8859_1))
                .replaceFirst("");
        try {
            byte[] key = text.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                    : text.getBytes(StandardCharsets.ISO_8859_1);
            return key.length < LEAST_OCTETS
                    ? Reading.wrong("a secret of " + key.length
                            + " octets can be guessed; make one with openssl rand -base64 32")
                    : new Reading(Optional.of(key), Optional.empty());
        } catch (IllegalArgumentException notBase64) {
            return Reading.wrong("what follows whsec_ is not base64; copy it once more, whole");
        }
    }

    private boolean isReadableByAll() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    }
}
