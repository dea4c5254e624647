package io.keyvigil.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.profile.Profiles;
import io.keyvigil.testing.GeneratedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class WatchListSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = document();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(DOCUMENT);

    private static JsonNode document() {
        try (InputStream input =
                WatchListSchemaTest.class.getResourceAsStream("/META-INF/resources/watchlist.schema.json")) {
            return JSON.readTree(input);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<ValidationMessage> validate(String yaml) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return SCHEMA.validate(JSON.valueToTree(tree));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Test
    void exampleIsValid() throws IOException {
        // Given
        String yaml = WatchListParserTest.example();
        // When
        Set<ValidationMessage> messages = validate(yaml);
        // Then
        assertThat(messages).isEmpty();
    }

    static List<Object[]> mappings() {
        return List.of(
                new Object[] {"", WatchListParser.MEMBERS},
                new Object[] {"/$defs/tenant", TenantReader.MEMBERS},
                new Object[] {"/$defs/canary", CanaryReader.MEMBERS},
                new Object[] {"/$defs/header-file", HeadersReader.FILE_MEMBERS},
                new Object[] {"/$defs/consumer", ConsumerReader.MEMBERS},
                new Object[] {"/$defs/cached-keys", CachedKeysReader.MEMBERS},
                new Object[] {"/$defs/clock", ClockReader.MEMBERS});
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void schemaKnowsTheMembersThatTheParserKnows(String pointer, List<String> members) {
        // When
        JsonNode mapping = DOCUMENT.at(pointer);
        // Then
        assertThat(mapping.path("properties").fieldNames()).toIterable().containsExactlyElementsOf(members);
        assertThat(mapping.path("additionalProperties").asText()).isEqualTo("false");
    }

    @Test
    void schemaNamesTheShippedProfiles() {
        // When
        String names = Profiles.shipped().names().stream()
                .map(name -> "            \"" + name + "\"")
                .collect(Collectors.joining(",\n"));

        // Then
        GeneratedText.requireUpToDate(
                Path.of("src/main/resources/META-INF/resources/watchlist.schema.json"),
                WatchListSchemaTest.class,
                text -> GeneratedText.replaced(
                        text,
                        Pattern.compile("(\"profile\": \\{[^\\[]*\"enum\": \\[\\n)[^\\]]*?(\\n *\\])"),
                        found -> found.group(1) + names + found.group(2)));
    }

    @Test
    void schemaKnowsTheAlgorithmsThatTheParserKnows() {
        // When
        List<String> algorithms = texts(DOCUMENT.at("/$defs/algorithms/items/enum"));
        // Then
        assertThat(algorithms)
                .containsExactlyInAnyOrderElementsOf(JwsAlgorithm.asymmetric().stream()
                        .map(JwsAlgorithm::registeredName)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "/$defs/tenant/properties/poll-every/default, PT5M",
        "/$defs/tenant/properties/token-lifetime/default, PT1H",
        "/$defs/canary/properties/every/default, PT15M",
        "/$defs/cached-keys/properties/every/default, PT1M",
        "/$defs/clock/properties/every/default, PT64S"
    })
    void schemaStatesTheDefaultsOfTheParser(String pointer, Duration expected) {
        // When
        String written = DOCUMENT.at(pointer).asText();
        // Then
        assertThat(Durations.parse(written)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant: {}",
                "tenants: {A_b: {issuer: 'https://a.example'}}",
                "tenants: {a: {}}",
                "tenants: {a: {discovery-uri: 'https://a.example'}}",
                "tenants: {a: {issuer: 'https://a.example', poll-evry: 5m}}",
                "tenants: {a: {issuer: 'https://a.example', poll-every: 60}}",
                "tenants: {a: {issuer: 'https://a.example', leeway: -1s}}",
                "tenants: {a: {issuer: 'https://a.example', algorithms: [HS256]}}",
                "tenants: {a: {issuer: 'https://a.example', algorithms: []}}",
                "tenants: {a: {issuer: 'https://a.example', audiences: a}}",
                "tenants: {a: {issuer: 'https://a.example', audiences: [true]}}",
                "tenants: {a: {issuer: 'https://a.example', headers: {'X Y': z}}}",
                "tenants: {a: {issuer: 'https://a.example', headers: {X: {}}}}",
                "tenants: {a: {issuer: 'https://a.example', headers: {X: {file: a, suffix: b}}}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: a}}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: a, token-file: b, private-key-file:"
                        + " c}}}",
                "tenants: {a: {jwks-uri: 'https://a.example', canary: {client-id: a, token-file: b}}}",
                "tenants: {a: {issuer: 'https://a.example', canary: {client-id: a, client-secret: b}}}",
                "tenants: {a: {jwks-uri: 'ftp://a.example'}}",
                "tenants: {a: {jwks-uri: 'https://u@a.example'}}",
                "tenants: {a: {jwks-uri: 'https://a.example#b'}}",
                "tenants: {a: {jwks-uri: 'https://a.example', jwks-file: b}}",
                "consumers: {a: {}}",
                "consumers: {a: {profile: envoi}}",
                "consumers: {a: {profile: envoy, cache-durations: 5m}}",
                "consumers: {a: {profile: envoy, follows-cache-control: 1}}",
                "consumers: {a: {cached-keys: {}}}",
                "consumers: {a: {cached-keys: {file: b, url: 'http://a'}}}",
                "consumers: {a: {cached-keys: {file: b, evry: 1m}}}",
                "consumers: {a: {cached-keys: {file: b}, cooldown: 1s}}",
                "clock: {server: [a]}",
                "clock: {servers: ['ntp://a']}"
            })
    void slipIsRefusedByBoth(String yaml) {
        // When
        Set<ValidationMessage> messages = validate(yaml);
        // Then
        assertThat(messages).isNotEmpty();
        assertThat(WatchListParser.parse("w.yaml", yaml).problems()).isNotEmpty();
    }

    @Property
    void durationsOfTheSchemaAreThoseOfTheParser(
            @ForAll
                    @Chars({'P', 'T', 'D', 'H', 'M', 'S', 'm', 's', 'h', 'd', '1', '0', '.', '5'})
                    @StringLength(max = 6)
                    String text) {
        Pattern pattern = Pattern.compile(DOCUMENT.at("/$defs/duration/pattern").asText());
        Optional<Duration> parsed = Durations.parse(text);

        assertThat(pattern.matcher(text).matches()).isEqualTo(parsed.isPresent());
    }
}
