package io.keyvigil.provider;

/** Gives documents of strangers to the parser of discovery documents, which its package keeps to itself. */
public final class DiscoveryTarget {

    private static final MetadataReading READING = new MetadataReading();

    private DiscoveryTarget() {}

    public static void read(byte[] body) {
        READING.read(body);
    }
}
