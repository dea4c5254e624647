package io.keyvigil.provider;

import io.keyvigil.jose.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a key file: a regular file of at most 1 MiB. */
final class KeyFile {

    private final KeySetReading reading;

    KeyFile(KeySetReading reading) {
        this.reading = reading;
    }

    /** @return empty if the content is unchanged */
    Outcome<Optional<JwksDocument>> read(Path file, Optional<Sha256Digest> knownSha256) {
        return content(file)
                .then(body -> knownSha256.equals(Optional.of(Sha256Digest.over(body)))
                        ? Outcome.of(Optional.empty())
                        : reading.readEither(body).map(Optional::of));
    }

    static Outcome<byte[]> content(Path file) {
        // A pipe or a device could block or never end.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? "it is a directory" : "it is not a regular file";
            return Outcome.flawed(FetchFailure.FILE_UNREADABLE, file + ": " + what);
        }
        try (InputStream input = Files.newInputStream(file)) {
            byte[] body = input.readNBytes(BoundedBody.MAXIMUM + 1);
            return body.length > BoundedBody.MAXIMUM
                    ? Outcome.flawed(FetchFailure.TOO_LARGE, file + ": larger than 1 MiB")
                    : Outcome.of(body);
        } catch (IOException failure) {
            return Outcome.flawed(FetchFailure.FILE_UNREADABLE, file + ": " + FileFlaw.describe(file, failure));
        }
    }
}
