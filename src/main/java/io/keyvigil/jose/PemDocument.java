package io.keyvigil.jose;

import io.keyvigil.jose.JwkSetReading.SetFlaw;
import java.util.ArrayList;
import java.util.List;

/** Converts each block of a PEM file (RFC 7468) to a JWK and reads it like any other JWK. */
final class PemDocument {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private record Block(String label, String base64) {
        boolean isPrivate() {
            return label.endsWith("PRIVATE KEY");
        }

        boolean isPublic() {
            return label.equals("CERTIFICATE") || label.endsWith("PUBLIC KEY");
        }

        JsonObject jwk() {
            return label.equals("CERTIFICATE") ? PemKey.ofCertificate(base64) : PemKey.ofPublicKey(base64);
        }
    }

    private PemDocument() {}

    static JwkSetReading read(String pem) {
        List<Block> blocks = blocks(pem);
        if (blocks.stream().noneMatch(Block::isPublic)) {
            return new JwkSetReading.Unreadable(SetFlaw.NOT_A_KEY_SET, complaint(blocks));
        }
        List<Block> keys = blocks.stream()
                .filter(block -> block.isPublic() || block.isPrivate())
                .toList();
        if (keys.size() > JwkSetParser.MAXIMUM_KEYS) {
            return KeySetDocument.tooManyKeys();
        }
        return KeySetDocument.readable(keys.stream()
                .map(block -> PublishedKey.of(block.isPrivate() ? PemKey.PRIVATE : block.jwk()))
                .toList());
    }

    private static String complaint(List<Block> blocks) {
        if (blocks.stream().anyMatch(Block::isPrivate)) {
            return "the PEM text holds only a private key; give its certificate or public key instead, and keep the"
                    + " private key where it is used";
        }
        return blocks.isEmpty()
                ? "no PEM block (-----BEGIN …-----)"
                : "no CERTIFICATE and no PUBLIC KEY among the PEM blocks";
    }

    /**
     * Splits the text into blocks. A block without an end line extends to the next one: a truncated file does not
     * lose a key silently.
     */
    private static List<Block> blocks(String pem) {
        List<Block> blocks = new ArrayList<>();
        int begin = pem.indexOf(BEGIN);
        while (begin >= 0) {
            int next = pem.indexOf(BEGIN, begin + BEGIN.length());
            String block = pem.substring(begin + BEGIN.length(), next < 0 ? pem.length() : next);
            int labelEnd = block.indexOf(DASHES);
            if (labelEnd >= 0) {
                String label = block.substring(0, labelEnd);
                int end = block.indexOf(END + label + DASHES);
                blocks.add(
                        new Block(label, block.substring(labelEnd + DASHES.length(), end < 0 ? block.length() : end)));
            }
            begin = next;
        }
        return blocks;
    }
}
