package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad list, and its one problem. */
class WatchListProblemsTest {

    private static final String ISSUER = "issuer: 'https://a.example'";

    static Stream<Arguments> lists() {
        return Stream.of(
                        notAWatchList(),
                        sources(),
                        tenantValues(),
                        intervals(),
                        secretsAndHeaders(),
                        consumers(),
                        overrides(),
                        clocks())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> notAWatchList() {
        return Stream.of(
                row("[a]", 1, "the watch list is a list", "name: value"),
                row("tenants: [a]", 1, "tenants is a list, expected a mapping", "name: value"),
                row("tenants:\n  a: text", 2, "tenant a is a single value", "name: value"),
                row("tenant: {}", 1, "tenant is not known here", "did you mean tenants?"),
                row("{}\n---\n{}", 3, "second YAML document", "write one document"),
                row("tenants:\n  a: {", 2, "not YAML", "correct the syntax"),
                row("tenants:\n\ta: 1", 2, "not YAML", "correct the syntax"),
                row("# \n# \u0007", 2, "invalid character", "remove it"),
                row("tenants: {? [x] : {}}", 1, "a name is a list", "plain name"),
                row("tenants: {a: {<<: {}, " + ISSUER + "}}", 1, "<< is not supported", "write the members out"),
                row("tenants: &x {a: {" + ISSUER + ", audiences: *x}}", 1, "audiences is a mapping", "in brackets"));
    }

    private static Stream<Arguments> sources() {
        return Stream.of(
                row("tenants:\n  a:", 2, "tenant a has no issuer", "add issuer"),
                row("tenants: {a: {discovery-uri: 'https://a.example'}}", 1, "has no issuer", "add issuer"),
                row("tenants: {A_b: {" + ISSUER + "}}", 1, "A_b is not a valid id", "a-z, 0-9"),
                row(
                        "tenants:\n  a: {" + ISSUER + "}\n  a: {" + ISSUER + "}",
                        3,
                        "a is given twice, in line 2 and in line 3",
                        "keep one"),
                row("tenants:\n  a:\n    " + ISSUER + "\n    " + ISSUER, 4, "in line 3 and in line 4", "keep one"),
                row("tenants: {a: {issuer: a.example}}", 1, "not an absolute http or https URI", "https://"),
                row("tenants: {a: {issuer: '/realms/a'}}", 1, "not an absolute http or https URI", "https://"),
                row("tenants: {a: {issuer: 'ftp://a.example'}}", 1, "not an absolute http", "https://"),
                row("tenants: {a: {issuer: 'https://a.example#x'}}", 1, "holds a fragment", "remove"),
                row("tenants: {a: {issuer: 'https://u@a.example'}}", 1, "contains user info", "before the @"),
                row("tenants: {a: {issuer: 'https://a.example:70000'}}", 1, "no valid host and port", "65535"),
                row("tenants: {a: {issuer: 'https://a_b.example'}}", 1, "no valid host and port", "letters"),
                row("tenants: {a: {issuer: 'https://a.example?p=1'}}", 1, "holds a query", "remove the ?"),
                row("tenants: {a: {issuer: 'https://a.example/{tid}'}}", 1, "braces other than", "{tenantid}"),
                row("tenants: {a: {issuer: ''}}", 1, "issuer has no value", "remove the line"),
                row("tenants: {a: {issuer: [x]}}", 1, "a list, expected a text", "one text"),
                row(
                        "tenants: {a: {issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0'}}",
                        1,
                        "holds {tenantid}",
                        "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"),
                row("tenants: {a: {issuer: 'https://x.example/{tenantid}'}}", 1, "{tenantid}", "add discovery-uri"),
                row("tenants: {a: {jwks-uri: 'https://a.example/{tenantid}'}}", 1, "not an absolute", "https://"),
                row("tenants: {a: {jwks-file: a, jwks-uri: 'http://a'}}", 1, "contradicts jwks-file", "one of the two"),
                row(
                        "tenants: {a: {" + ISSUER + ", jwks-file: a, discovery-uri: 'http://a'}}",
                        1,
                        "discovery-uri contradicts jwks-file",
                        "one of the two"));
    }

    private static Stream<Arguments> tenantValues() {
        return Stream.of(
                member("poll-evry: 5m", "poll-evry is not known here", "did you mean poll-every?"),
                member("pollEvery: 5m", "pollEvery is not known here", "did you mean poll-every?"),
                member("colour: red", "colour is not known here", "known are issuer"),
                member("algorithms: [HS256]", "shared secret: it is not published", "supported are"),
                member("algorithms: [none]", "no signature at all", "supported are"),
                member("algorithms: [rs256]", "no known algorithm", "did you mean RS256?"),
                member("algorithms: [ES256K]", "cannot be verified here", "supported are"),
                member("algorithms: []", "allows none", "at least one"),
                member("algorithms: RS256", "a single value, expected a list", "algorithms: ["),
                member("audiences: [0x10]", "not a text to every reader", "quotes"),
                member("audiences: [true]", "not a text to every reader", "quotes"),
                member("leeway: -1s", "leeway is negative", "0s or more"),
                member("leeway: PT-1S", "leeway is negative", "0s or more"),
                member("leeway: 61m", "leeway is more than 1h", "1h or less"),
                member("leeway: 60", "leeway is not a duration", "60s"),
                member("token-lifetime: 1 hour", "not a duration", "PT5M"),
                member("token-lifetime: 0s", "less than 1s", "1s or more"),
                member("token-lifetime: ~", "has no value", "remove the line"),
                member("consumers: [x]", "names x, which is not declared", "declare it"));
    }

    private static Stream<Arguments> intervals() {
        return Stream.of(
                member("poll-every: 9999ms", "poll-every is less than 10s", "10s or more"),
                row("tenants: {a: {issuer: 'http://localhost', poll-every: 999ms}}", 1, "less than 1s", "1s or more"),
                row("tenants: {a: {issuer: 'http://127.0.0.1.x', poll-every: 1s}}", 1, "less than 10s", "10s or more"),
                member("canary: {client-id: x, client-secret-file: y, every: 59s}", "less than 1m", "1m or more"),
                row("consumers: {a: {cached-keys: {url: 'http://a', every: 9s}}}", 1, "less than 10s", "10s"),
                row("clock: {servers: [a], every: 15s}", 1, "less than 16s", "16s or more"),
                row("clock: {servers: [127.0.0.1, a], every: 1s}", 1, "less than 16s", "16s or more"));
    }

    private static Stream<Arguments> secretsAndHeaders() {
        return Stream.of(
                member("client-secret: x", "would put a secret into the watch list", "client-secret-file"),
                member("password: x", "would put a secret", "client-secret-file"),
                member("canary: {client-id: x}", "canary has no client-secret-file", "add client-secret-file"),
                member("canary: {client-secret-file: x}", "canary has no client-id", "add client-id"),
                row(
                        "tenants: {a: {jwks-file: x, canary: {client-id: x, client-secret-file: y}}}",
                        1,
                        "has no address to ask",
                        "remove the canary"),
                member("headers: {'X Y': z}", "X Y is not the name of a header", "letters"),
                member(
                        "canary: {client-id: x, client-secret-file: y, token-file: z}",
                        "token-file contradicts client-secret-file",
                        "remove one"),
                member(
                        "canary: {client-id: x, token-file: z, private-key: y}",
                        "would put a secret",
                        "private-key-file"),
                member("headers: {X-Key: {}}", "X-Key has no file", "add file"),
                member("headers: {X-Key: {file: k, prefx: l}}", "prefx is not known here", "did you mean prefix?"),
                member(
                        "headers: {X-Key: {file: k, prefix: \"a\\nb\"}}",
                        "prefix has a value with a line break",
                        "ASCII"),
                member("headers: {Host: z}", "Host is set by the HTTP client", "remove it"),
                member("headers: {if-none-match: z}", "is set by the HTTP client", "remove it"),
                member("headers: {X-A: z, x-a: y}", "given twice, in another spelling", "keep one"),
                member("headers: {X-A: \"a\\nb\"}", "a value with a line break", "one line"));
    }

    private static Stream<Arguments> consumers() {
        return Stream.of(
                row("consumers: {a: {}}", 1, "neither profile nor cached-keys", "add the profile"),
                row("consumers: {a: {profile: envoi}}", 1, "not a shipped profile", "did you mean envoy?"),
                row("consumers: {a: {profile: spring}}", 1, "not a shipped profile", "did you mean spring-"),
                row("consumers: {a: {profile: xyzzyxyzzy}}", 1, "not a shipped profile", "known profiles: "),
                row("consumers: {a: {profile: ktor, cache-durations: 5m}}", 1, "not known", "cache-duration?"),
                row("consumers: {a: {profile: ktor, cooldown: 5}}", 1, "not a duration", "5s"),
                row(
                        "consumers: {a: {profile: ktor, follows-cache-control: yes}}",
                        1,
                        "true nor false",
                        "true or false"),
                row("consumers: {a: {cached-keys: {file: x}, cooldown: 5s}}", 1, "there is none", "add the profile"),
                row("consumers: {a: {cached-keys: {}}}", 1, "neither url nor file", "one of the two"),
                row("consumers: {a: {cached-keys: {url: 'http://a', file: x}}}", 1, "both url and file", "one of"),
                row("consumers: {a: {profile: ktor, algorithms: []}}", 1, "allows none", "at least one"),
                row("consumers: {a: {profile: ktor, algorithms: [HS512]}}", 1, "shared secret", "remove it"),
                row(
                        "tenants: {a: {" + ISSUER + ", consumers: [gatway]}}\nconsumers: {gateway: {profile: envoy}}",
                        1,
                        "names gatway, which is not declared",
                        "did you mean gateway?"),
                row(
                        "tenants: {a: {" + ISSUER + ", consumers: [b, b]}}\nconsumers: {b: {profile: envoy}}",
                        1,
                        "names b twice",
                        "remove one"));
    }

    /** Every value of a profile that a deployment can set otherwise, and what makes no sense of it. */
    private static Stream<Arguments> overrides() {
        return Stream.of(
                        Stream.of("cache-duration", "cooldown", "drop-lag", "http-timeout")
                                .flatMap(name -> Stream.of(
                                        override(name + ": -1s", name + " is negative", "or more"),
                                        override(name + ": 300", name + " is not a duration", "300s"),
                                        override(name + ": soon", name + " is not a duration", "90s, 5m"),
                                        override(name + ": 3651d", name + " is more than 3650d", "3650d or less"),
                                        override(name + ": [5m]", name + " is a list", "one"))),
                        Stream.of("follows-cache-control", "refetch-on-unknown-kid", "refetch-on-bad-signature")
                                .flatMap(name -> Stream.of(
                                        override(name + ": 1", name + " is neither true nor false", "true or false"),
                                        override(name + ": 'true'", name + " is neither true", "without quotes"))),
                        Stream.of(
                                override("cache-duration: 0s", "is less than 1s", "1s or more"),
                                override("http-timeout: 0s", "is less than 1ms", "1ms or more"),
                                override("leeway: 2h", "leeway is more than 1h", "1h or less"),
                                override("cache-life: 5m", "cache-life is not known here", "known are"),
                                override(
                                        "refetch-on-unknown-kid: false, cooldown: 5s",
                                        "cooldown contradicts refetch-on-unknown-kid",
                                        "remove one")))
                .flatMap(rows -> rows);
    }

    private static Arguments override(String member, String problem, String remedy) {
        return row("consumers:\n  a: {profile: quarkus-oidc, " + member + "}", 2, problem, remedy);
    }

    private static Stream<Arguments> clocks() {
        return Stream.of(
                row("clock: {servers: ['ntp://a']}", 1, "holds what is no server", "host:port"),
                row("clock: {servers: ['a:0']}", 1, "holds what is no server", "host:port"),
                row("clock: {servers: ['a:65536']}", 1, "holds what is no server", "host:port"),
                row("clock: {servers: ['::1']}", 1, "holds what is no server", "[IPv6 address]"),
                row("clock: {servers: [a, a]}", 1, "names one server twice", "remove one"),
                row("clock: {server: [a]}", 1, "server is not known here", "did you mean servers?"));
    }

    private static Arguments member(String member, String problem, String remedy) {
        return row("tenants:\n  a:\n    " + ISSUER + "\n    " + member, 4, problem, remedy);
    }

    private static Arguments row(String yaml, int line, String problem, String remedy) {
        return Arguments.of(yaml, line, problem, remedy);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void badList(String yaml, int line, String problem, String remedy) {
        // When
        WatchListReading reading = WatchListParser.parse("w.yaml", yaml);
        // Then
        assertThat(reading.problems()).singleElement().satisfies(found -> {
            assertThat(found.file()).isEqualTo("w.yaml");
            assertThat(found.line()).hasValue(line);
            assertThat(found.problem()).contains(problem);
            assertThat(found.remedy()).contains(remedy);
        });
    }
}
