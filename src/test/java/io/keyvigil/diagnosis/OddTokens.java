package io.keyvigil.diagnosis;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tokens of one issuer, validly signed, whose header members and claims have every JSON form, and whose JSON texts and
 * segments have every flaw. The same seed gives the same changes.
 */
public final class OddTokens {

    private static final int MAX_CHANGES = 3;
    private static final int NESTED = 20;

    private static final List<String> TIMES = List.of("exp", "nbf", "iat");
    private static final List<String> CLAIMS = List.of(
            "exp", "nbf", "iat", "sub", "jti", "iss", "aud", "azp", "scope", "tid", "roles", "nonce", "typ", "ver");
    private static final List<String> HEADER = List.of(
            "alg",
            "kid",
            "typ",
            "cty",
            "crit",
            "b64",
            "x5c",
            "x5t",
            "x5t#S256",
            "jku",
            "x5u",
            "jwk",
            "zip",
            "enc",
            "nonce",
            "exp",
            "ver");

    private static final List<String> FORMS = List.of(
            "null",
            "true",
            "false",
            "\"\"",
            "\"x\"",
            "\"JWT\"",
            "\"1700000000\"",
            "\"2026-11-22T03:00:00Z\"",
            "[]",
            "[1]",
            "[null]",
            "[\"x\"]",
            "[\"api://orders\",5]",
            "[\"api://orders\",null]",
            "[[\"api://orders\"]]",
            "{}",
            "{\"a\":1}",
            "0",
            "-0",
            "5",
            "1.5",
            "1e3",
            "-1",
            "1e400",
            "-1e400",
            "1E-400");

    private static final List<String> HEADER_TEXTS = List.of(
            "\"at+jwt\"",
            "\"jwt\"",
            "\"application/jwt\"",
            "\"rs256\"",
            "\"RS256 \"",
            "\"RS384\"",
            "\"PS256\"",
            "\"none\"",
            "\"EdDSA\"",
            "\"Ed25519\"",
            "[\"RS256\"]",
            "[\"b64\"]",
            "[\"exp\"]",
            "[\"kid\"]",
            "\"https://login.example/keys\"",
            "\"http://[\"",
            "\"AQAB\"",
            "[\"MIIB\"]",
            "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
            "\"DEF\"",
            "\"A128GCM\"",
            "\"odd-rsa\"",
            "\"odd-ec\"");

    private static final List<String> AROUND = List.of(
            " ", "\n", "\t", "\0", "\f", "\u000b", "\u00a0", "\ufeff", "\ufeff\ufeff", " \ufeff", "x", "{}", "]", ",");

    private static final List<String> EXTRA = List.of(
            "\"a\":NaN",
            "\"a\":Infinity",
            "\"a\":0x7f",
            "\"a\":+5",
            "\"a\":05",
            "\"a\":5.",
            "\"a\":.5",
            "\"a\":True",
            "\"a\":'x'",
            "a:5",
            "\"a\"=5",
            "\"a\":\"\n\"",
            "\"a\":\"\\x41\"",
            "\"a\":\"\\ud800\"",
            "\"a\":\"\\u0000\"",
            "\"a\":1e99999",
            "\"a\":{\"b\":1,\"b\":2}",
            "\"a\":1,\"a\":1",
            "\"\":1",
            "/* */\"a\":1",
            "",
            "\"a\":" + "[".repeat(NESTED) + "]".repeat(NESTED),
            "\"a\":" + "9".repeat(400));

    private final Random random;
    private final List<TokenKey> keys;
    private final String issuer;
    private final long now;
    private final List<String> dates;

    /** @param keys the first one signs nearly all of them */
    public OddTokens(long seed, List<TokenKey> keys, String issuer, Instant now) {
        this.random = new Random(seed);
        this.keys = keys;
        this.issuer = issuer;
        this.now = now.getEpochSecond();
        this.dates = dates();
    }

    /** @param change what is odd about it, for people */
    public record OddToken(String text, String change) {}

    /** The next one. */
    public OddToken next() {
        TokenKey key = keys.get(random.nextInt(400) == 0 ? random.nextInt(keys.size()) : 0);
        List<String> changes = new ArrayList<>();
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", quoted(key.alg()));
        header.put("kid", quoted(key.kid()));
        header.put("typ", "\"JWT\"");
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", quoted(issuer));
        claims.put("aud", "[\"api://orders\"]");
        claims.put("sub", "\"s-1\"");
        TIMES.forEach(name -> claims.put(name, Long.toString(name.equals("exp") ? now + 3_600 : now - 60)));
        int count = random.nextInt(MAX_CHANGES + 1);
        for (int change = 0; change < count; change++) {
            changes.add(random.nextInt(3) == 0 ? changedHeader(header) : changedClaim(claims));
        }
        String input = segment("header", header, changes) + "." + segment("payload", claims, changes);
        String signature = TestToken.encoded(signed(key, input));
        return new OddToken(input + "." + oddSignature(signature, changes), String.join("; ", changes));
    }

    /** By the platform, since Nimbus signs with no short key. */
    private static byte[] signed(TokenKey key, String input) {
        return key.alg().equals("RS256")
                ? TokenSigner.platform("SHA256withRSA", key.pair(), input.getBytes(StandardCharsets.UTF_8))
                : TokenSigner.sign(key.alg(), key.pair(), input);
    }

    private String changedClaim(Map<String, String> claims) {
        String name = any(random.nextBoolean() ? TIMES : CLAIMS);
        if (random.nextInt(12) == 0) {
            claims.remove(name);
            return "no " + name;
        }
        String value = TIMES.contains(name) && random.nextInt(3) > 0 ? date() : any(FORMS);
        return put(claims, name, value);
    }

    private String changedHeader(Map<String, String> header) {
        String name = any(HEADER);
        if (random.nextInt(12) == 0) {
            header.remove(name);
            return "header without " + name;
        }
        return "header " + put(header, name, random.nextBoolean() ? any(FORMS) : any(HEADER_TEXTS));
    }

    /** In the place of the member, or as another member of the same name, its letters escaped or not. */
    private String put(Map<String, String> members, String name, String value) {
        switch (random.nextInt(20)) {
            case 0 -> members.put(" " + quoted(name), value);
            case 1 -> {
                members.remove(name);
                members.put(" " + escaped(name), value);
            }
            default -> members.put(name, value);
        }
        return name + "=" + value;
    }

    private String date() {
        String plain = any(dates);
        return switch (random.nextInt(8)) {
            case 0 -> quoted(plain);
            case 1 -> "[" + plain + "]";
            case 2 -> "{\"a\":" + plain + "}";
            case 3 ->
                plain.contains(".") || plain.contains("e") ? plain : plain + any(List.of(".5", ".0", "e0", ".999999"));
            default -> plain;
        };
    }

    private List<String> dates() {
        Stream<Long> near =
                Stream.of(0L, 1L, 59L, 60L, 61L, 3_600L, 86_400L).flatMap(off -> Stream.of(now - off, now + off));
        Stream<String> powers = IntStream.rangeClosed(31, 66)
                .mapToObj(BigInteger.ONE::shiftLeft)
                .flatMap(power ->
                        Stream.of(power.subtract(BigInteger.ONE), power, power.add(BigInteger.ONE), power.negate()))
                .map(BigInteger::toString);
        Stream<String> units =
                Stream.of(1_000L, 1_000_000L, 1_000_000_000L).map(unit -> Long.toString((now + 3_600) * unit));
        Stream<String> odd = Stream.of(
                "0",
                "-0",
                "-1",
                "-1.5",
                "1e9",
                "1.8e9",
                "9e18",
                "1e19",
                "1e30",
                "1e400",
                "-1e30",
                "1" + "0".repeat(40),
                "253402300799",
                "253402300800",
                "31556889864403199",
                "31556889864403200");
        return Stream.of(near.map(String::valueOf), powers, units, odd)
                .flatMap(each -> each)
                .collect(Collectors.toList());
    }

    private String segment(String name, Map<String, String> members, List<String> changes) {
        String json = members.entrySet().stream()
                .map(member -> (member.getKey().startsWith(" ") ? member.getKey() : quoted(member.getKey())) + ":"
                        + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int kind = random.nextInt(60);
        String around = any(AROUND);
        String extra = any(EXTRA);
        switch (kind) {
            case 0 -> json = around + json;
            case 1 -> json = json + around;
            case 2 -> json = json.substring(0, json.length() - 1) + "," + extra + "}";
            case 3 -> json = "{" + extra + "," + json.substring(1);
            case 4 -> json = any(List.of("[]", "\"x\"", "5", "null", "", "{}", "[" + json + "]"));
            default -> {}
        }
        octets.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        if (kind == 5) {
            octets.reset();
            octets.writeBytes(json.replaceFirst("}$", ",\"a\":\"").getBytes(StandardCharsets.UTF_8));
            octets.writeBytes(new byte[] {(byte) (random.nextBoolean() ? 0xff : 0xc0), (byte) 0x80, '"', '}'});
        }
        if (kind <= 5) {
            changes.add(name + " text: " + (kind <= 1 ? "around " + (int) around.charAt(0) : kind <= 3 ? extra : json));
        }
        return oddSegment(name, TestToken.encoded(octets.toByteArray()), changes);
    }

    private String oddSegment(String name, String segment, List<String> changes) {
        int kind = random.nextInt(400);
        if (kind > 1 || segment.isEmpty()) {
            return segment;
        }
        changes.add(name + (kind == 0 ? " padded" : " in the standard alphabet"));
        return kind == 0 ? segment + "=" : segment.replace('-', '+').replace('_', '/') + "+";
    }

    private String oddSignature(String signature, List<String> changes) {
        String other =
                switch (random.nextInt(300)) {
                    case 0 -> signature + "=";
                    case 1 -> signature + "A";
                    case 2 -> signature.substring(1);
                    case 3 -> "";
                    case 4 -> signature.substring(0, signature.length() - 1) + nextLetter(signature);
                    case 5 -> signature.substring(0, 9) + "A" + signature.substring(10);
                    case 6 -> signature.toLowerCase(java.util.Locale.ROOT);
                    default -> signature;
                };
        if (!other.equals(signature)) {
            changes.add("signature changed");
        }
        return other;
    }

    /** Differs from the last one in its lowest bit, which does not count in 64 or 256 octets. */
    private static char nextLetter(String signature) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(signature.charAt(signature.length() - 1)) ^ 1);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String escaped(String name) {
        return name.chars()
                .mapToObj(letter -> String.format("\\u%04x", letter))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
