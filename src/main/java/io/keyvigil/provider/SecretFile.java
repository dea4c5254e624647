package io.keyvigil.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads a secret: a regular file of UTF-8 within the limits of its form. Trailing line breaks are ignored. The file is read
 * at each use: the next use has a rotated secret.
 */
enum SecretFile {
    /** A password of one line. Other users must not have read access. */
    SECRET(4 * 1_024, true, true),
    /** A private key. Other users must not have read access. */
    KEY(64 * 1_024, false, true),
    /** A token of one line. Every user of a container can read the tokens that Kubernetes renews. */
    TOKEN(16 * 1_024, true, false);

    private final int mostOctets;
    private final boolean oneLine;
    private final boolean hidden;

    SecretFile(int mostOctets, boolean oneLine, boolean hidden) {
        this.mostOctets = mostOctets;
        this.oneLine = oneLine;
        this.hidden = hidden;
    }

    /** Returns the result of {@code use} with the content, or of {@code failed} with the reason and the fix. */
    <T> T with(Path file, Function<String, T> use, BiFunction<CanaryFailure, String, T> failed) {
        BiFunction<CanaryFailure, String, T> named = (reason, what) -> failed.apply(reason, file + ": " + what);
        String text;
        try {
            if (Files.notExists(file)) {
                return named.apply(
                        CanaryFailure.SECRET_MISSING, "there is no such file; mount it or correct the watch list");
            }
            // A pipe or a device could block or never end.
            if (!Files.isRegularFile(file)) {
                return named.apply(CanaryFailure.SECRET_UNREADABLE, "it is not a regular file");
            }
            if (hidden && isReadableByAll(file)) {
                return named.apply(
                        CanaryFailure.SECRET_EXPOSED,
                        "every user may read it; take that away (chmod o-r, defaultMode 0440 in Kubernetes)");
            }
            byte[] octets = octets(file);
            if (octets.length > mostOctets) {
                return named.apply(
                        CanaryFailure.SECRET_TOO_LARGE,
                        "larger than " + mostOctets / 1_024 + " KiB; is it the right file?");
            }
            text = text(octets);
        } catch (CharacterCodingException notText) {
            return named.apply(CanaryFailure.SECRET_UNREADABLE, "it is not text in UTF-8");
        } catch (IOException failure) {
            return named.apply(CanaryFailure.SECRET_UNREADABLE, FileFlaw.describe(file, failure));
        }
        if (text.isBlank()) {
            return named.apply(CanaryFailure.SECRET_EMPTY, "there is nothing in it");
        }
        return oneLine && text.lines().count() > 1
                ? named.apply(CanaryFailure.SECRET_UNREADABLE, "it has several lines, and this secret has one")
                : use.apply(text);
    }

    private byte[] octets(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(mostOctets + 1);
        }
    }

    private static String text(byte[] octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets))
                .toString()
                .replaceFirst("[\\r\\n]+$", "");
    }

    private static boolean isReadableByAll(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    }
}
