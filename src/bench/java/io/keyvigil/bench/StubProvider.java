package io.keyvigil.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that plays any number of OpenID Providers under {@code /t/N}, each with two RSA keys of 2,048 bits: random odd
 * numbers, since nobody computes with them here. They follow from N, so nothing is kept. What has not changed is answered
 * 304. {@code /rotate/K} replaces the first key of all below K. Under {@code /e/N} the same with a past: {@link Past}. Under {@code
 * /c/N} one request for the keys of twenty finds the older key replaced.
 */
final class StubProvider {

    private static final Pattern PATH = Pattern.compile("/([tec])/(\\d+)/(jwks|\\.well-known/openid-configuration)");
    private static final Pattern ROTATE = Pattern.compile("/rotate/(\\d+)");
    private static final int MODULUS_OCTETS = 256;
    private static final int CHANGES_ONE_OF = 20;

    private final String origin;
    private final boolean validators;
    private final Past past = new Past();
    private final Random chance = new Random(1);
    private final Map<Integer, Integer> generations = new HashMap<>();
    private int rotatedBelow;

    private StubProvider(int port, boolean validators) {
        this.origin = "http://127.0.0.1:" + port;
        this.validators = validators;
    }

    public static void main(String... arguments) {
        int port = Integer.parseInt(arguments[0]);
        StubProvider provider = new StubProvider(port, Boolean.parseBoolean(arguments[1]));
        Vertx.vertx().createHttpServer().requestHandler(provider::answer).listen(port, "127.0.0.1");
    }

    private void answer(HttpServerRequest request) {
        Matcher path = PATH.matcher(request.path());
        HttpServerResponse response = request.response();
        Matcher rotate = ROTATE.matcher(request.path());
        if (rotate.matches()) {
            rotatedBelow = Integer.parseInt(rotate.group(1));
            response.end();
            return;
        }
        if (!path.matches()) {
            response.setStatusCode(404).end();
            return;
        }
        int tenant = Integer.parseInt(path.group(2));
        if (path.group(1).equals("c")) {
            answerChanging(request, path.group(3).equals("jwks"), tenant);
            return;
        }
        int step = path.group(1).equals("e") ? past.step(tenant) : Past.NONE;
        if (Past.fails(step)) {
            response.setStatusCode(503).end();
            return;
        }
        String etag = "\"" + tenant + "-" + path.group(3).length() + "-" + step + "-" + (tenant < rotatedBelow) + "\"";
        response.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        response.putHeader("Cache-Control", "public, max-age=3600, must-revalidate");
        if (validators) {
            response.putHeader("ETag", etag);
        }
        if (validators && etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", "application/json");
        response.end(path.group(3).equals("jwks") ? keySet(tenant, step) : discovery("/t/", tenant));
    }

    private void answerChanging(HttpServerRequest request, boolean keys, int tenant) {
        HttpServerResponse response = request.response();
        if (keys && chance.nextInt(CHANGES_ONE_OF) == 0) {
            generations.merge(tenant, 1, Integer::sum);
        }
        int generation = generations.getOrDefault(tenant, 0);
        String etag = "\"" + keys + tenant + "-" + (keys ? generation : 0) + "\"";
        response.putHeader("Cache-Control", "public, max-age=300").putHeader("ETag", etag);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", "application/json");
        response.end(
                keys
                        ? "{\"keys\":[" + key(seeded(tenant, generation), Past.NONE) + ","
                                + key(seeded(tenant, generation + 1), Past.NONE) + "]}"
                        : discovery("/c/", tenant));
    }

    private static Random seeded(int tenant, int generation) {
        return new Random(((long) tenant << Integer.SIZE) + generation);
    }

    private String discovery(String prefix, int tenant) {
        String issuer = origin + prefix + tenant;
        return """
                {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",
                "token_endpoint":"%1$s/token","userinfo_endpoint":"%1$s/userinfo",
                "response_types_supported":["code","id_token","code id_token"],
                "subject_types_supported":["pairwise"],"scopes_supported":["openid","profile","email"],
                "id_token_signing_alg_values_supported":["RS256"],
                "claims_supported":["sub","iss","aud","exp","iat","auth_time","acr","nonce","name","tid","ver"]}
                """
                .formatted(issuer);
    }

    private String keySet(int tenant, int step) {
        Random random = new Random(tenant);
        String first = key(tenant < rotatedBelow ? new Random(-1L - tenant) : random, step);
        return "{\"keys\":[" + first + "," + key(random, Past.NONE) + "]}";
    }

    private static String key(Random random, int step) {
        byte[] modulus = new byte[MODULUS_OCTETS];
        random.nextBytes(modulus);
        modulus[0] |= (byte) 0x80;
        modulus[MODULUS_OCTETS - 1] |= 1;
        String note = step == Past.NONE ? "" : ",\"note\":\"" + step + "\"";
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"e\":\"AQAB\",\"kid\":\""
                + Long.toHexString(random.nextLong()) + "\",\"n\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(modulus) + "\"" + note + "}";
    }
}
