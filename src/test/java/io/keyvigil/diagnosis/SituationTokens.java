package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.CONTOSO;
import static io.keyvigil.diagnosis.SituationWorld.RSA;
import static io.keyvigil.diagnosis.SituationWorld.STRANGER;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tokens and key sets that somebody made to see what happens. */
public final class SituationTokens {

    private static final String PAYLOAD = "{\"iss\":\"" + CONTOSO + "\",\"aud\":\"api://orders\",\"exp\":4102444800}";
    private static final String SECRET = "c2VjcmV0LXNlY3JldA";

    private SituationTokens() {}

    public static String good(SituationWorld world) {
        return world.contoso(RSA).signed();
    }

    public static String of(SituationWorld world, String issuer) {
        return world.token(RSA, issuer).signed();
    }

    /** Of an issuer and a key that nobody knows. */
    public static String strangers(SituationWorld world) {
        return world.token(STRANGER, "https://nobody.example").signed();
    }

    public static String asked(String token, String jwks) {
        return Asked.of(token).with("jwks", jwks).json();
    }

    /** Tokens that name addresses: none of them may be asked. */
    public static List<String> naming(SituationWorld world, String address) {
        return List.of(
                world.contoso(STRANGER).header("jku", address + "/jwks").signed(),
                world.contoso(STRANGER).header("x5u", address + "/certificate").signed(),
                world.contoso(STRANGER)
                        .header("jku", "http://169.254.169.254/latest/meta-data/")
                        .signed(),
                world.token(STRANGER, address).signed(),
                world.token(STRANGER, address).header("kid", address + "/kid").signed());
    }

    public static Map<String, String> hostile() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("nothing", "");
        tokens.put("white space", " \r\n\t ");
        tokens.put("binary", binary());
        tokens.put("ten thousand dots", ".".repeat(10_000));
        tokens.put("one segment of 64 KiB", "e".repeat(65_000));
        tokens.put("header of nested JSON", signed("{\"alg\":\"RS256\",\"a\":" + nested(2_000) + "}", PAYLOAD));
        tokens.put("payload of nested JSON", signed(header(), "{\"iss\":" + nested(2_000) + "}"));
        tokens.put("header of nested objects", signed("{\"a\":".repeat(60) + "1" + "}".repeat(60), PAYLOAD));
        tokens.put("header that is an array", signed("[\"RS256\"]", PAYLOAD));
        tokens.put("duplicate members", signed("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"x\"}", PAYLOAD));
        tokens.put("alg as an array", signed("{\"alg\":[\"RS256\"],\"kid\":\"" + RSA.kid() + "\"}", PAYLOAD));
        tokens.put("alg as a number", signed("{\"alg\":256}", PAYLOAD));
        tokens.put("kid as a number", signed("{\"alg\":\"RS256\",\"kid\":7}", PAYLOAD));
        tokens.put("crit", signed("{\"alg\":\"RS256\",\"crit\":[\"exp\",7,{}],\"kid\":\"x\"}", PAYLOAD));
        tokens.put("crit as text", signed("{\"alg\":\"RS256\",\"crit\":\"b64\"}", PAYLOAD));
        tokens.put("kid with control characters", kid("\\u001b[31mred\\u0000\\u0007\\r\\n\\u009b2J"));
        tokens.put("kid that turns the line around", kid("\\u202edetsurt"));
        tokens.put("kid with half a character", kid("\\ud83d"));
        tokens.put("kid cut in half a character", kid("a".repeat(254) + "\\ud83d\\ude00".repeat(20)));
        tokens.put("kid of 40,000 characters", kid("k".repeat(40_000)));
        tokens.put("kid that is a path", kid("../../../../dev/null"));
        tokens.put("kid that is SQL", kid("' OR 1=1 --"));
        tokens.put("alg with control characters", signed("{\"alg\":\"\\u001b[2J\"}", PAYLOAD));
        tokens.put("alg with half a character", signed("{\"alg\":\"\\udc00\"}", PAYLOAD));
        tokens.put("typ with half a character", signed("{\"alg\":\"RS256\",\"typ\":\"\\ud800x\"}", PAYLOAD));
        tokens.put("repeated name with half a character", signed(header(), "{\"\\ud800\":1,\"\\ud800\":2}"));
        tokens.put(
                "critical name with half a character", signed("{\"alg\":\"RS256\",\"crit\":[\"\\ud800\"]}", PAYLOAD));
        tokens.put(
                "issuer with half a character", signed(header(), "{\"iss\":\"\\ud800\",\"aud\":[\"\\udfff\",\"\"]}"));
        tokens.put(
                "issuer with control characters", signed(header(), "{\"iss\":\"\\u001b]0;x\\u0007\",\"tid\":\"\\n\"}"));
        tokens.put("numbers as strings", signed(header(), "{\"iss\":\"" + CONTOSO + "\",\"exp\":\"4102444800\"}"));
        tokens.put("exponent past any date", claim("1e999999999"));
        tokens.put("exponent past any number", claim("1e99999999999"));
        tokens.put("a long number", claim("9".repeat(900)));
        tokens.put("exp in a million years", claim("31556952000000"));
        tokens.put("exp before the big bang", claim("-4.4e17"));
        tokens.put("not a number", claim("NaN"));
        tokens.put("many audiences", signed(header(), "{\"aud\":[" + "\"a\",".repeat(9_000) + "\"b\"]}"));
        tokens.put("many members", signed(header(), "{" + members(3_000) + "}"));
        tokens.put("payload in UTF-16", signedOctets(header(), PAYLOAD.getBytes(StandardCharsets.UTF_16)));
        tokens.put(
                "payload that is not UTF-8", signedOctets(header(), new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'}));
        tokens.put("signature of zeros", TestToken.joined(input(header()), new byte[256]));
        tokens.put(
                "EC signature of zeros",
                TestToken.joined(input("{\"alg\":\"ES256\",\"kid\":\"ec-2026\"}"), new byte[64]));
        tokens.put(
                "EC signature of ones", TestToken.joined(input("{\"alg\":\"ES512\",\"kid\":\"ec-2026\"}"), ones(132)));
        tokens.put("P-521 signature of nobody", TestToken.joined(input("{\"alg\":\"ES512\"}"), small(132)));
        tokens.put("P-521 signature of nobody, with nonce", nobodysWithNonce());
        tokens.put(
                "DER of nothing",
                TestToken.joined(input("{\"alg\":\"ES256\"}"), new byte[] {0x30, 0x06, 2, 1, 0, 2, 1, 0}));
        tokens.put("RSA signature of 40,000 octets", TestToken.joined(input(header()), ones(40_000)));
        tokens.put(
                "embedded key of 16,384 bits",
                embedded("\"n\":\"" + TestToken.encoded(ones(2_048)) + "\",\"e\":\"AQAB\""));
        tokens.put("embedded key with an endless exponent", embedded(numbers(ones(256))));
        tokens.put("embedded key with exponent 1", embedded(numbers(new byte[] {1})));
        tokens.put("embedded key that is none", signed("{\"alg\":\"RS256\",\"jwk\":[7],\"x5c\":[\"AAAA\"]}", PAYLOAD));
        tokens.put("embedded private key", embedded(numbers(new byte[] {1, 0, 1}) + ",\"d\":\"" + SECRET + "\""));
        tokens.put(
                "nonce of 40,000 characters",
                signed("{\"alg\":\"RS256\",\"nonce\":\"" + "n".repeat(30_000) + "\"}", PAYLOAD));
        tokens.put("a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----");
        tokens.put("HTML", "<html><body onload=alert(1)>login</body></html>");
        return tokens;
    }

    /** Key sets, and a text that has to stand in the answer. */
    public static Map<String, Map.Entry<String, String>> keySets() {
        Map<String, Map.Entry<String, String>> sets = new LinkedHashMap<>();
        String modulus = TestToken.encoded(STRANGER.modulus().toByteArray());
        sets.put("private key", Map.entry(set(rsa(modulus, "AQAB") + ",\"d\":\"" + SECRET + "\""), "private members"));
        sets.put("shared secret", Map.entry(set("\"kty\":\"oct\",\"k\":\"" + SECRET + "\""), "private members"));
        sets.put(
                "RSA of 16,384 bits", Map.entry(set(rsa(TestToken.encoded(ones(2_048)), "AQAB")), "modulus-too-large"));
        sets.put("exponent 1", Map.entry(set(rsa(modulus, "AQ")), "exponent-invalid"));
        sets.put("exponent 2", Map.entry(set(rsa(modulus, "Ag")), "exponent-invalid"));
        sets.put("exponent of 64 bits", Map.entry(set(rsa(modulus, "AQAAAAAAAAE")), "exponent-too-large"));
        sets.put("point off the curve", Map.entry(set(offTheCurve()), "point-not-on-curve"));
        sets.put("no keys", Map.entry("{\"keys\":[]}", "no-keys-known"));
        sets.put("entries that are no keys", Map.entry("{\"keys\":[7,null,[],\"x\"]}", "kid-unknown"));
        return sets;
    }

    /** As many of the costliest keys as a request holds. */
    static String costliestKeys() {
        Random random = new Random(7);
        StringBuilder keys = new StringBuilder();
        for (int number = 0; number < 150; number++) {
            byte[] modulus = new byte[1_024];
            random.nextBytes(modulus);
            modulus[0] |= (byte) 0x80;
            modulus[1_023] |= 1;
            keys.append(number == 0 ? "" : ",")
                    .append("{\"kty\":\"RSA\",\"e\":\"_____w\",\"n\":\"")
                    .append(TestToken.encoded(modulus))
                    .append("\"}");
        }
        return "{\"keys\":[" + keys + "]}";
    }

    /** A token whose signature such keys would be applied to. */
    static String ofLongSignature() {
        return TestToken.joined(TestToken.encoded("{\"alg\":\"PS256\"}") + "." + TestToken.encoded("{}"), small(1_024));
    }

    private static String nobodysWithNonce() {
        return TestToken.joined(input("{\"alg\":\"ES512\",\"nonce\":\"n\",\"kid\":\"x\"}"), small(132));
    }

    private static String set(String members) {
        return "{\"keys\":[{\"kid\":\"" + STRANGER.kid() + "\"," + members + "}]}";
    }

    private static String rsa(String modulus, String exponent) {
        return "\"kty\":\"RSA\",\"n\":\"" + modulus + "\",\"e\":\"" + exponent + "\"";
    }

    private static String offTheCurve() {
        return "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + TestToken.encoded(small(32)) + "\",\"y\":\""
                + TestToken.encoded(small(32)) + "\"";
    }

    private static String numbers(byte[] exponent) {
        return "\"n\":\"" + TestToken.encoded(STRANGER.modulus().toByteArray()) + "\",\"e\":\""
                + TestToken.encoded(exponent) + "\"";
    }

    private static String embedded(String numbers) {
        return signed("{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"," + numbers + "}}", PAYLOAD);
    }

    private static String header() {
        return "{\"alg\":\"RS256\",\"kid\":\"" + RSA.kid() + "\"}";
    }

    private static String kid(String escaped) {
        return signed("{\"alg\":\"RS256\",\"kid\":\"" + escaped + "\"}", PAYLOAD);
    }

    private static String claim(String number) {
        return signed(header(), "{\"iss\":\"" + CONTOSO + "\",\"exp\":" + number + ",\"iat\":" + number + "}");
    }

    private static String signed(String header, String payload) {
        return TestToken.signedTexts(RSA, header, payload);
    }

    private static String signedOctets(String header, byte[] payload) {
        String input = TestToken.encoded(header) + "." + TestToken.encoded(payload);
        return TestToken.joined(input, TokenSigner.sign("RS256", RSA.pair(), input));
    }

    private static String input(String header) {
        return TestToken.encoded(header) + "." + TestToken.encoded(PAYLOAD);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String members(int count) {
        StringBuilder members = new StringBuilder();
        for (int number = 0; number < count; number++) {
            members.append("\"m").append(number).append("\":").append(number).append(',');
        }
        return members.append("\"last\":0").toString();
    }

    private static String binary() {
        StringBuilder binary = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            binary.append((char) octet);
        }
        return binary.toString();
    }

    private static byte[] ones(int octets) {
        byte[] ones = new byte[octets];
        Arrays.fill(ones, (byte) 0xFF);
        return ones;
    }

    private static byte[] small(int octets) {
        byte[] small = new byte[octets];
        new Random(octets).nextBytes(small);
        small[0] = 0;
        small[octets / 2] = 0;
        return small;
    }
}
