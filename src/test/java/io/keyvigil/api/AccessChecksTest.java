package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keyvigil.provider.FetchResult;
import io.keyvigil.tenant.Tenant;
import io.keyvigil.testing.Fetches;
import io.keyvigil.testing.MutableClock;
import io.keyvigil.testing.SigningKey;
import io.keyvigil.testing.SigningKeys;
import io.keyvigil.testing.Tenants;
import io.keyvigil.watch.IssuerKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessChecksTest {

    private static final SigningKey KEY = SigningKeys.rsa("authority");
    private static final Tenant ISSUER = Tenants.of("authority");

    private final MutableClock clock = MutableClock.at(Instant.now().toString());
    private final CountDownLatch end = new CountDownLatch(1);
    private final BlockingQueue<String> fetches = new LinkedBlockingQueue<>();
    private volatile boolean hangs;
    private final AccessChecks checks = new AccessChecks(new AccessTokens(
            new AccessSettings(ISSUER.issuer(), Optional.empty(), Optional.empty(), false),
            new IssuerKeys(ISSUER, (tenant, known, round) -> fetch(), clock)));

    @AfterEach
    void letEveryFetchEnd() {
        end.countDown();
    }

    @Test
    void tokenOfAKnownKeyDoesNotWaitForAnIssuerThatHangs() throws Exception {
        // Given
        String token = signed("authority");
        assertThat(decision(token).get(20, TimeUnit.SECONDS)).isInstanceOf(Access.Granted.class);
        hangs = true;
        clock.advance(Duration.ofMinutes(6));
        fetches.clear();
        List<CompletableFuture<Access>> strangers = IntStream.range(0, 200)
                .mapToObj(number -> decision(signed("made up " + number)))
                .toList();
        assertThat(fetches.poll(20, TimeUnit.SECONDS)).isNotNull();

        // When
        Access access = decision(token).get(20, TimeUnit.SECONDS);

        // Then
        assertThat(access).isInstanceOf(Access.Granted.class);
        assertThat(strangers).anyMatch(decision -> !decision.isDone());
    }

    @Test
    void moreTokensThanMayWaitAreRefusedWithoutWaiting() throws Exception {
        // Given
        hangs = true;

        // When
        List<CompletableFuture<Access>> decisions = IntStream.range(0, 100)
                .mapToObj(number -> decision(signed("authority")))
                .toList();

        // Then
        BlockingQueue<Access> decided = new LinkedBlockingQueue<>();
        decisions.forEach(decision -> decision.thenAccept(decided::add));
        for (int refused = 0; refused < 70; refused++) {
            Access access = decided.poll(5, TimeUnit.SECONDS);
            assertThat(access).isInstanceOfSatisfying(Access.Refused.class, busy -> assertThat(
                            busy.problem().status())
                    .isEqualTo(503));
        }
        assertThat(decisions).anyMatch(decision -> !decision.isDone());
    }

    private FetchResult fetch() {
        fetches.add("begun");
        if (hangs) {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        return Fetches.fetched(KEY.jwk());
    }

    private CompletableFuture<Access> decision(String token) {
        CompletableFuture<Access> decision = new CompletableFuture<>();
        checks.check(token, decision::complete);
        return decision;
    }

    private static String signed(String kid) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER.issuer().orElseThrow())
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(30))))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims);
        try {
            token.sign(new RSASSASigner(KEY.pair().getPrivate()));
        } catch (JOSEException defect) {
            throw new AssertionError(defect);
        }
        return token.serialize();
    }
}
