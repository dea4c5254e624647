package io.keyvigil.admission;

/** Bounds that grow with the heap: a sidecar has 32 MiB, a central instance 256 MiB or more. */
final class HeapShare {

    private HeapShare() {}

    /** One for each {@code bytes} of the largest heap, within these limits. */
    static int of(long bytes, int min, int max) {
        return (int) Math.max(min, Math.min(max, Runtime.getRuntime().maxMemory() / bytes));
    }
}
