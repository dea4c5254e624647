package io.keyvigil.provider;

import io.keyvigil.provider.CanaryResult.Failed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.Function;

/**
 * Reads a secret: a regular file of one line of UTF-8, at most 4 KiB, that not every user may read. Line breaks at its end do
 * not count.
 * It is read at each use, so that a rotated secret is the next one's.
 */
final class SecretFile {

    static final int MAXIMUM = 4 * 1_024;

    private SecretFile() {}

    /** What {@code use} makes of the secret, or why there is none. */
    static CanaryResult with(Path file, Function<String, CanaryResult> use) {
        try {
            if (Files.notExists(file)) {
                return failed(
                        CanaryFailure.SECRET_MISSING,
                        file,
                        "there is no such file; mount it or correct client-secret-file");
            }
            // A pipe or a device could block or never end.
            if (!Files.isRegularFile(file)) {
                return failed(CanaryFailure.SECRET_UNREADABLE, file, "it is not a regular file");
            }
            return isReadableByAll(file)
                    ? failed(
                            CanaryFailure.SECRET_EXPOSED,
                            file,
                            "every user may read it; take that away (chmod o-r, defaultMode 0440 in Kubernetes)")
                    : read(file, use);
        } catch (IOException failure) {
            return failed(CanaryFailure.SECRET_UNREADABLE, file, FileFlaw.describe(file, failure));
        }
    }

    private static CanaryResult read(Path file, Function<String, CanaryResult> use) throws IOException {
        byte[] octets;
        try (InputStream input = Files.newInputStream(file)) {
            octets = input.readNBytes(MAXIMUM + 1);
        }
        if (octets.length > MAXIMUM) {
            return failed(CanaryFailure.SECRET_TOO_LARGE, file, "larger than 4 KiB; is it the right file?");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            String secret = text.replaceFirst("[\\r\\n]+$", "");
            if (secret.isBlank()) {
                return failed(CanaryFailure.SECRET_EMPTY, file, "there is nothing in it");
            }
            return secret.lines().count() > 1
                    ? failed(CanaryFailure.SECRET_UNREADABLE, file, "it has several lines, and a secret has one")
                    : use.apply(secret);
        } catch (CharacterCodingException notText) {
            return failed(CanaryFailure.SECRET_UNREADABLE, file, "it is not text in UTF-8");
        }
    }

    private static boolean isReadableByAll(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    }

    private static CanaryResult failed(CanaryFailure reason, Path file, String what) {
        return new Failed(reason, file + ": " + what);
    }
}
