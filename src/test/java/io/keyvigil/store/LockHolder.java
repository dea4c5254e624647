package io.keyvigil.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that locks a file, says so, and keeps the lock until its input ends. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String... arguments) throws IOException {
        try (FileChannel channel =
                FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            System.out.println("locked");
            while (System.in.read() >= 0) {}
        }
    }
}
