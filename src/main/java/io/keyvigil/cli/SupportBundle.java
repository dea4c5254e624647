package io.keyvigil.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyvigil.diagnosis.SoleSubject;
import io.keyvigil.diagnosis.Subject;
import io.keyvigil.diagnosis.TrueTime;
import io.keyvigil.jose.JwkSetParser;
import io.keyvigil.jose.JwkThumbprint;
import io.keyvigil.provider.ProviderMetadata;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.tenant.WatchList;
import io.keyvigil.tenant.WatchListParser;
import io.keyvigil.tenant.WatchListReading;
import io.keyvigil.watch.KeyEvent;
import io.keyvigil.watch.KeyEventKind;
import io.keyvigil.watch.KeyIdentity;
import io.keyvigil.watch.ObservedKey;
import io.keyvigil.watch.TenantState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed support bundle: one tenant as a running instance knew it at {@code madeAt}. Unknown members from a later version are
 * ignored. An unreadable bundle causes a {@link UsageException} with the reason.
 *
 * @param known the tenant with its keys, events and consumers
 * @param trueTime the clock offset of the instance; empty if unknown
 */
record SupportBundle(Instant madeAt, SoleSubject known, Optional<TrueTime.Drift> trueTime) {

    private static final String FORMAT = "keyvigil-bundle/1";
    private static final long MOST_OCTETS = 16L * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    static SupportBundle read(Path file) throws IOException {
        if (Files.size(file) > MOST_OCTETS) {
            throw new UsageException(file + ": is larger than 16 MiB, no support bundle is");
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (root == null || !FORMAT.equals(root.path("format").asText())) {
                throw new UsageException(file + ": is no support bundle of the format " + FORMAT
                        + "; keyvigil status --bundle TENANT makes one");
            }
            return read(file.toString(), root);
        } catch (JsonProcessingException e) {
            throw new UsageException(file + ": is not JSON");
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UsageException(file + ": is damaged: " + e.getMessage());
        }
    }

    private static SupportBundle read(String file, JsonNode root) {
        WatchListReading reading =
                WatchListParser.parse(file, root.path("watchList").toString());
        Optional<Tenant> tenant = reading.watchList().map(WatchList::tenants).stream()
                .flatMap(tenants -> tenants.values().stream())
                .findFirst();
        if (tenant.isEmpty()) {
            throw new UsageException(file + ": the watchList in it is damaged: " + reading.problems());
        }
        Map<KeyIdentity, String> json = new HashMap<>();
        List<ObservedKey> keys = new ArrayList<>();
        root.path("keys").forEach(key -> keys.add(key(key, json)));
        Instant madeAt = Instant.parse(root.path("madeAt").asText());
        Subject subject = new Subject(tenant.get(), state(root.path("tenant"), keys, madeAt), false);
        SoleSubject known =
                new SoleSubject(Optional.of(subject), reading.watchList().get(), events(root.path("events")), json);
        return new SupportBundle(madeAt, known, drift(root.path("clock")));
    }

    private static ObservedKey key(JsonNode key, Map<KeyIdentity, String> json) {
        String jwk = key.path("jwk").toString();
        Optional<ObservedKey.Withdrawal> withdrawal = moment(key, "withdrawnAt")
                .map(at -> new ObservedKey.Withdrawal(moment(key, "lastSeen").orElse(at), at));
        ObservedKey observed = new ObservedKey(
                JwkSetParser.parseKey(jwk),
                moment(key, "firstSeen").orElse(Instant.EPOCH),
                withdrawal,
                moment(key, "lastSigned").map(last -> new ObservedKey.Signing(last, last)));
        json.put(observed.identity(), jwk);
        return observed;
    }

    private static TenantState state(JsonNode tenant, List<ObservedKey> keys, Instant madeAt) {
        return TenantState.of(
                moment(tenant, "watchedSince").or(() -> Optional.of(madeAt)),
                keys,
                metadata(tenant.path("metadata")),
                Optional.empty(),
                moment(tenant, "lastRotation"),
                Optional.empty(),
                TenantState.UNSEEN.health());
    }

    private static Optional<ProviderMetadata> metadata(JsonNode metadata) {
        if (!metadata.hasNonNull("jwksUri")) {
            return Optional.empty();
        }
        List<String> algorithms = new ArrayList<>();
        metadata.path("signingAlgorithms").forEach(algorithm -> algorithms.add(algorithm.asText()));
        return Optional.of(new ProviderMetadata(
                metadata.path("issuer").asText(),
                metadata.path("jwksUri").asText(),
                algorithms,
                text(metadata, "tokenEndpoint")));
    }

    private static List<KeyEvent> events(JsonNode events) {
        List<KeyEvent> known = new ArrayList<>();
        events.forEach(event -> kind(event.path("kind").asText())
                .ifPresent(kind -> known.add(new KeyEvent(
                        kind,
                        moment(event, "at").orElse(Instant.EPOCH),
                        text(event, "kid"),
                        text(event, "thumbprint").flatMap(JwkThumbprint::read),
                        event.path("detail").asText()))));
        return known;
    }

    private static Optional<KeyEventKind> kind(String code) {
        return Arrays.stream(KeyEventKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst();
    }

    private static Optional<TrueTime.Drift> drift(JsonNode clock) {
        return text(clock, "offset").flatMap(offset -> text(clock, "errorBound")
                .map(bound -> new TrueTime.Drift(Duration.parse(offset), Duration.parse(bound))));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static Optional<Instant> moment(JsonNode node, String name) {
        return text(node, name).map(Instant::parse);
    }
}
