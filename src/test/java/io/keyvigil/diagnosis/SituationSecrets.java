package io.keyvigil.diagnosis;

import static io.keyvigil.diagnosis.SituationWorld.EC;
import static io.keyvigil.diagnosis.SituationWorld.RSA;
import static io.keyvigil.diagnosis.SituationWorld.RSA_OLD;
import static io.keyvigil.diagnosis.SituationWorld.STRANGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tokens about a person, and the search for anything of them. */
public final class SituationSecrets {

    private static final int RUN = 16;
    private static final List<String> PERSONAL = List.of(
            "Wilhelmina Testperson",
            "wilhelmina@person.example",
            "wtestperson",
            "subject-7f3a9b",
            "+4915112345",
            "favourite-colour",
            "mauve-secret");

    private SituationSecrets() {}

    /** Good and bad ones. */
    public static List<String> tokens(SituationWorld world) {
        String good = about(world.contoso(RSA)).signed();
        String payload = good.split("\\.")[1];
        List<String> tokens = new ArrayList<>(List.of(
                good,
                "Bearer " + good,
                good.substring(0, good.length() - 30),
                good + "=",
                good + "AAAA",
                good.replace(payload, payload.substring(0, payload.length() / 2)),
                good.replace(payload, payload + "*"),
                about(world.contoso(RSA_OLD)).signed(),
                about(world.contoso(EC)).signed(),
                about(world.contoso(STRANGER)).signed(),
                about(world.token(STRANGER, "https://nobody.example")).signed(),
                about(world.contoso(RSA)).claim("exp", world.seconds() - 7_200).signed(),
                about(world.contoso(RSA)).claim("exp", "wtestperson").signed(),
                about(world.contoso(RSA)).header("alg", "HS256").signed(),
                about(world.contoso(RSA)).header("alg", "none").signed(),
                about(world.contoso(RSA)).header("jwk", Pems.members(STRANGER)).signed(),
                about(world.contoso(RSA)).alteredTo(about(world.contoso(RSA)).claim("scp", "All"))));
        tokens.add(TestToken.signedTexts(
                RSA,
                world.contoso(RSA).headerJson(),
                about(world.contoso(RSA)).claimsJson().replaceFirst("\\{", "{\"email\":\"x\",")));
        tokens.add(TestToken.signedTexts(
                RSA, world.contoso(RSA).headerJson(), about(world.contoso(RSA)).claimsJson() + "mauve-secret"));
        tokens.add(good.substring(good.indexOf('.') + 1));
        return tokens;
    }

    private static TestToken about(TestToken token) {
        return token.claim("name", PERSONAL.get(0))
                .claim("email", PERSONAL.get(1))
                .claim("upn", PERSONAL.get(2) + "@person.example")
                .claim("preferred_username", PERSONAL.get(2))
                .claim("sub", PERSONAL.get(3))
                .claim("phone_number", PERSONAL.get(4))
                .claim(PERSONAL.get(5), PERSONAL.get(6))
                .claim("roles", List.of("mauve-secret-role", "wtestperson-role"));
    }

    public static String asked(String token) {
        return Asked.of(token).json();
    }

    /** With an error that quotes token and person. */
    public static String reported(String token) {
        return Asked.of(token)
                .with(
                        "error",
                        "AADSTS50013: Assertion " + token + " failed for user 'wilhelmina@person.example', subject"
                                + " 'subject-7f3a9b', sub: 'wtestperson', IDX10223 token: '" + token + "' kid: '"
                                + token.substring(0, Math.min(80, token.length())) + "'")
                .json();
    }

    /** The personal claims, and runs of 16 characters of a segment, that stand in the text. */
    public static List<String> leaks(String token, String text) {
        Stream<String> runs = Stream.of(token.split("\\."))
                .flatMap(segment -> IntStream.rangeClosed(0, segment.length() - RUN)
                        .filter(start -> start % 4 == 0)
                        .mapToObj(start -> segment.substring(start, start + RUN)))
                .filter(text::contains);
        String lower = text.toLowerCase(Locale.ROOT);
        Stream<String> claims = PERSONAL.stream().filter(value -> lower.contains(value.toLowerCase(Locale.ROOT)));
        return Stream.concat(runs, claims).limit(10).toList();
    }
}
