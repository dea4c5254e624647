package io.keyvigil.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * The keys of one algorithm that stand in some relation to the tenant: two that it publishes, one that it withdrew, one of
 * another tenant, one of nobody.
 */
record KeyRing(
        String alg,
        TokenKey key,
        TokenKey second,
        TokenKey withdrawn,
        TokenKey foreign,
        TokenKey stranger,
        Random random,
        Instant now) {

    static KeyRing of(String alg, Random random, Instant now) {
        return new KeyRing(
                alg,
                TokenKey.of(alg + "-first", alg),
                TokenKey.of(alg + "-second", alg),
                TokenKey.of(alg + "-withdrawn", alg),
                TokenKey.of(alg + "-foreign", alg),
                TokenKey.of(alg + "-stranger", alg),
                random,
                now);
    }

    FakeTenants tenants(FakeTenants tenants) {
        return tenants.keys("contoso", List.of(key, second), List.of(withdrawn))
                .keys("fabrikam", List.of(foreign), List.of());
    }

    TestToken token() {
        return TestToken.of(key, SituationWorld.CONTOSO, now).claim("jti", Long.toString(random.nextLong()));
    }

    String sign(TestToken token) {
        return token.signed();
    }

    /** A token of one key that names another. */
    String signedBy(TokenKey signer, TokenKey named) {
        return TestToken.of(signer.named(named.kid()), SituationWorld.CONTOSO, now)
                .claim("jti", Long.toString(random.nextLong()))
                .signed();
    }

    boolean isRsa() {
        return alg.startsWith("RS") || alg.startsWith("PS");
    }

    String otherHash() {
        String digits = alg.endsWith("256") ? "384" : "256";
        return alg.substring(0, 2) + digits;
    }

    String otherPadding() {
        return (alg.startsWith("RS") ? "PS" : "RS") + alg.substring(2);
    }

    long seconds() {
        return now.getEpochSecond();
    }
}
