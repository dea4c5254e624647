package io.keyvigil.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Generates ids for tenants of which only the issuer is known: host, port and path in lower case. Each run of other characters
 * becomes one {@code -}, except at the ends. Issuers that would have the same id, and ids that would be too long, get {@code -}
 * and 6 hex digits of the issuer's SHA-256.
 */
final class TenantIds {

    private static final int LONGEST = 127;
    private static final int HASH_DIGITS = 6;

    private TenantIds() {}

    /** @param issuers absolute http or https URIs, each once */
    static Map<String, TenantId> of(List<String> issuers) {
        Map<String, Long> uses =
                issuers.stream().collect(Collectors.groupingBy(TenantIds::plain, Collectors.counting()));
        Map<String, TenantId> ids = new LinkedHashMap<>();
        for (String issuer : issuers) {
            String plain = plain(issuer);
            boolean hashed = plain.length() > LONGEST || uses.get(plain) > 1;
            ids.put(issuer, new TenantId(hashed ? hashed(plain, issuer) : plain));
        }
        return ids;
    }

    static Optional<Defect> defect(String issuer) {
        return plain(issuer).isEmpty()
                ? Optional.of(new Defect("gives no id", "name it in a watch list, with an id of its own"))
                : Optional.empty();
    }

    private static String plain(String issuer) {
        String afterScheme = issuer.substring(issuer.indexOf("://") + "://".length());
        return AsciiCase.lower(afterScheme).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String hashed(String plain, String issuer) {
        int room = LONGEST - 1 - HASH_DIGITS;
        String cut = plain.substring(0, Math.min(plain.length(), room)).replaceAll("-$", "");
        return cut + "-" + sha256(issuer).substring(0, HASH_DIGITS);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
