package io.keyvigil.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that opens the store of a directory, says so, and keeps it until its input ends. */
final class StoreHolder {

    private StoreHolder() {}

    public static void main(String... arguments) throws IOException {
        try (EmbeddedStore store = StoreTesting.store(Path.of(arguments[0]))) {
            store.open();
            System.out.println("opened");
            while (System.in.read() >= 0) {}
        }
    }
}
