package io.keyvigil.diagnosis;

import io.keyvigil.diagnosis.message.MessageCatalog;
import io.keyvigil.diagnosis.paste.PasteReader;
import io.keyvigil.jose.JwkSet;
import io.keyvigil.jose.JwsAlgorithm;
import io.keyvigil.jose.Jwt;
import io.keyvigil.tenant.WatchList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A token and an error text that somebody sends together. */
record ReportedSituation(
        Optional<String> token, Optional<JwkSet> jwks, Optional<Instant> at, SignatureEvidence signature) {

    private static final MessageCheck CHECK = new MessageCheck(new MessageCatalog());
    static final Instant NOW = Instant.parse("2026-11-22T03:20:00Z");
    static final String SUBJECT = "person-4711";
    static final String CLAIMS =
            "{\"iss\":\"https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0\","
                    + "\"aud\":\"api://orders\",\"sub\":\"" + SUBJECT + "\",\"iat\":" + seconds("2026-11-22T03:00:00Z")
                    + ",\"nbf\":" + seconds("2026-11-22T03:00:00Z") + ",\"exp\":" + seconds("2026-11-22T04:00:00Z")
                    + "}";

    static ReportedSituation withoutToken() {
        return new ReportedSituation(
                Optional.empty(), Optional.empty(), Optional.empty(), SignatureEvidence.notTried());
    }

    /** A token of key {@code abc}, valid from 03:00 to 04:00. */
    static ReportedSituation ofToken(SignatureEvidence.Outcome outcome) {
        return of("{\"alg\":\"RS256\",\"kid\":\"abc\"}", CLAIMS, outcome);
    }

    static ReportedSituation of(String header, String claims, SignatureEvidence.Outcome outcome) {
        String text = base64(header) + "." + base64(claims) + "." + base64("not really a signature");
        return new ReportedSituation(
                Optional.of(text), Optional.empty(), Optional.empty(), SignatureEvidence.of(outcome));
    }

    ReportedSituation failedAt(Instant moment) {
        return new ReportedSituation(token, jwks, Optional.of(moment), signature);
    }

    ReportedSituation holding(JwkSet keys) {
        return new ReportedSituation(token, Optional.of(keys), at, signature);
    }

    List<Finding> findings(String error) {
        return CHECK.check(with(Optional.of(error)));
    }

    TokenUnderDiagnosis with(Optional<String> error) {
        DiagnosisRequest request = new DiagnosisRequest(
                token, Optional.empty(), Optional.empty(), Optional.empty(), at, Optional.empty(), jwks, error);
        PresentedToken presented = PresentedToken.of(new PasteReader(text -> false).read(token.orElse("")));
        Optional<Jwt> jwt =
                presented.reading().fold(readable -> Optional.of(readable.jwt()), unreadable -> Optional.empty());
        return new TokenUnderDiagnosis(
                request,
                presented,
                jwt,
                jwt.flatMap(Jwt::claims).map(Claims::new),
                Optional.empty(),
                "iss",
                false,
                new Expectation(
                        List.of(),
                        "nobody",
                        JwsAlgorithm.asymmetric(),
                        "the default",
                        Duration.ofMinutes(1),
                        "default"),
                signature,
                Optional.empty(),
                WatchList.EMPTY,
                at.orElse(NOW),
                List.of());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
