package io.keyvigil.bench;

import io.keyvigil.cache.HeldKeysReading;
import io.keyvigil.diagnosis.Agreement;
import io.keyvigil.diagnosis.OddTokens;
import io.keyvigil.diagnosis.OracleWorld;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.ntp.NtpTarget;
import io.keyvigil.provider.DiscoveryTarget;
import io.keyvigil.tenant.WatchListParser;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gives random inputs to every parser of strangers' text: {@code mvn -q -Pbench verify -Dbench=ParserFuzz}. Prints for each
 * how many there were, what was thrown, and the slowest with its seed; and for odd but validly signed tokens how the
 * diagnosis agrees with jose4j and Nimbus JOSE+JWT. Exit status 1 if anything was thrown or a disagreement was found.
 */
final class ParserFuzz {

    private static final int INPUTS = Integer.getInteger("bench.inputs", 1_000_000);
    private static final long SEED = Long.getLong("bench.seed", 1L);
    private static final String WATCH_LIST =
            """
            tenants:
              contoso:
                issuer: https://login.example/contoso/v2.0
                audiences: [api://orders]
                algorithms: [RS256, ES256]
                leeway: 60s
                headers: {X-Tenant: contoso}
                canary: {client-id: probe, client-secret-file: /run/secrets/probe, every: 15m}
                consumers: [orders-api]
            consumers:
              orders-api: {profile: spring-nimbus-jwtdecoder}
              gateway: {profile: envoy-jwt-authn, cache-duration: 5m, cached-keys: {jwks: {keys: []}}}
            clock: {servers: [time1.example, 'time2.example:1123'], every: 64s}
            """;
    private static final String DISCOVERY =
            """
            {"issuer":"https://login.example/contoso/v2.0","jwks_uri":"https://login.example/keys","token_endpoint":
            "https://login.example/token","id_token_signing_alg_values_supported":["RS256","ES256"]}
            """;

    /** Of a hundred inputs. */
    private static final Map<String, Integer> SHARES = Map.of(
            "token",
            15,
            "odd token",
            15,
            "key set",
            15,
            "discovery document",
            15,
            "message",
            10,
            "NTP packet",
            15,
            "watch list",
            5,
            "cache report",
            10);

    private final OracleWorld world = new OracleWorld();
    private final Map<Agreement, Integer> agreements = new EnumMap<>(Agreement.class);

    private ParserFuzz() {}

    public static void main(String[] arguments) {
        boolean clean = new ParserFuzz().run();
        System.exit(clean ? 0 : 1);
    }

    private boolean run() {
        long begun = System.nanoTime();
        List<FuzzedParser> parsers = parsers().entrySet().stream()
                .map(target -> run(target.getKey(), target.getValue()))
                .toList();
        compare(share("odd token"));
        int odd = agreements.values().stream().mapToInt(Integer::intValue).sum();
        int inputs = parsers.stream().mapToInt(FuzzedParser::inputs).sum() + odd;
        int thrown = parsers.stream().mapToInt(FuzzedParser::thrown).sum();
        long disagreements = agreements.entrySet().stream()
                .filter(entry -> entry.getKey().isDisagreement())
                .mapToInt(Map.Entry::getValue)
                .sum();
        System.out.println("| parser | inputs | bytes on average | exceptions | slowest, in processor time |");
        System.out.println("| --- | ---: | ---: | ---: | --- |");
        parsers.forEach(parser -> System.out.println(parser.row()));
        parsers.forEach(parser ->
                parser.exceptions().forEach((exception, times) -> System.out.println(times + " times " + exception)));
        System.out.printf(
                "%,d odd tokens compared with two validators: %s%n%,d inputs, %d exceptions, %d disagreements, seed %d, %d s%n",
                odd, agreements, inputs, thrown, disagreements, SEED, (System.nanoTime() - begun) / 1_000_000_000L);
        return thrown == 0 && disagreements == 0;
    }

    private Map<String, FuzzedParser> parsers() {
        Map<String, FuzzedParser> parsers = new LinkedHashMap<>();
        List<byte[]> tokens = examples(IntStream.range(0, 64)
                .mapToObj(any -> world.tokens(SEED + any).next().text()));
        List<byte[]> sets = examples(Stream.of(world.jwks(), "{\"keys\":[]}", world.pem()));
        put(parsers, "token", tokens, input -> world.diagnose(text(input), "kid: 'odd-rsa'"));
        put(parsers, "key set", sets, input -> {
            JwkSetParser.parse(input);
            JwkSetParser.parsePem(text(input));
        });
        put(parsers, "discovery document", examples(Stream.of(DISCOVERY)), DiscoveryTarget::read);
        put(
                parsers,
                "message",
                examples(
                        Stream.of(
                                "AADSTS50013: Assertion failed signature validation. [Reason - The key was not found., Thumbprint of"
                                        + " key used by client: '0123456789ABCDEF']",
                                "IDX10214: Audience validation failed. Audiences: 'api://a'. Did not match: validationParameters",
                                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700027: Client assertion failed\"}",
                                "org.springframework.security.oauth2.jwt.JwtValidationException: Jwt expired at 2026-11-22T03:15:07Z")),
                input -> world.diagnose("", text(input)));
        put(parsers, "NTP packet", List.of(NtpTarget.example()), NtpTarget::read);
        put(
                parsers,
                "watch list",
                examples(Stream.of(WATCH_LIST)),
                input -> WatchListParser.parse("watchlist.yaml", text(input)));
        put(
                parsers,
                "cache report",
                examples(Stream.of("{\"kids\":[\"a\",\"b\"]}", world.jwks())),
                HeldKeysReading::of);
        return parsers;
    }

    private static void put(
            Map<String, FuzzedParser> parsers, String name, List<byte[]> examples, Consumer<byte[]> parser) {
        parsers.put(name, new FuzzedParser(name, examples, parser));
    }

    private static FuzzedParser run(String name, FuzzedParser parser) {
        parser.run(share(name), SEED);
        System.err.println(name + " done");
        return parser;
    }

    private static int share(String name) {
        return (int) (INPUTS / 100L * SHARES.get(name));
    }

    private void compare(int count) {
        OddTokens tokens = world.tokens(SEED);
        for (int token = 0; token < count; token++) {
            OddTokens.OddToken next = tokens.next();
            boolean lone = token % 4 > 0;
            Agreement agreement = world.agreement(next.text(), lone);
            agreements.merge(agreement, 1, Integer::sum);
            if (agreement.isDisagreement()) {
                System.out.println(agreement + ": " + next.change() + ": " + world.complaints(next.text(), lone));
            }
        }
    }

    private static List<byte[]> examples(Stream<String> texts) {
        return texts.map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
