package io.keyvigil.bench;

import io.keyvigil.cache.ObservedCaches;
import io.keyvigil.consumer.Forecasts;
import io.keyvigil.consumer.ServedFreshness;
import io.keyvigil.diagnosis.Diagnosis;
import io.keyvigil.diagnosis.DiagnosisRequest;
import io.keyvigil.diagnosis.FindingTexts;
import io.keyvigil.diagnosis.SubjectPseudonym;
import io.keyvigil.diagnosis.TokenDiagnoser;
import io.keyvigil.diagnosis.TrueTime;
import io.keyvigil.diagnosis.Verdict;
import io.keyvigil.profile.Profiles;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Complete diagnoses of a good token, and of one that names a known key but is signed with another. */
public class DiagnoserBenchmark {

    private static final int KEYS_OF_OTHERS = 2;

    /** Two keys a tenant. */
    @State(Scope.Benchmark)
    public static class Usual {
        @Param({"1", "10000"})
        private int tenants;

        private Situation situation;

        @Setup
        public void prepare() {
            situation = new Situation(tenants, KEYS_OF_OTHERS);
        }
    }

    /** One tenant that has published very many keys. */
    @State(Scope.Benchmark)
    public static class ManyKeys {
        private Situation situation;

        @Setup
        public void prepare() {
            situation = new Situation(1, 100);
        }
    }

    @Benchmark
    public Diagnosis good(Usual usual) {
        return usual.situation.diagnose(usual.situation.good);
    }

    @Benchmark
    public Diagnosis forged(Usual usual) {
        return usual.situation.diagnose(usual.situation.forged);
    }

    @Benchmark
    public Diagnosis forgedWithManyKeys(ManyKeys many) {
        return many.situation.diagnose(many.situation.forged);
    }

    private static final class Situation {
        private final TokenDiagnoser diagnoser;
        private final String good;
        private final String forged;

        Situation(int tenants, int keys) {
            Instant now = Instant.now();
            Random random = new Random(1);
            KeyPair key = ProviderKeys.generated();
            MemoryTenants known = new MemoryTenants();
            known.add(
                    "tenant-0",
                    AccessToken.ISSUER,
                    List.of(AccessToken.AUDIENCE),
                    ProviderKeys.set(key, AccessToken.KID, keys, random),
                    now);
            for (int n = 1; n < tenants; n++) {
                String issuer = "https://login.example.com/" + n + "/v2.0";
                known.add("tenant-" + n, issuer, List.of(), ProviderKeys.set(KEYS_OF_OTHERS, random), now);
            }
            this.diagnoser = new TokenDiagnoser(
                    known,
                    new Forecasts(Optional::empty, Profiles.shipped(), ObservedCaches.NONE, new ServedFreshness()),
                    TrueTime.UNKNOWN,
                    FindingTexts.load(),
                    Clock.systemUTC(),
                    SubjectPseudonym.random());
            this.good = AccessToken.signedBy(key, now);
            this.forged = AccessToken.signedBy(ProviderKeys.generated(), now);
            require(good, Verdict.ACCEPTED);
            require(forged, Verdict.REJECTED);
        }

        private void require(String token, Verdict verdict) {
            if (diagnose(token).verdict() != verdict) {
                throw new IllegalStateException("not " + verdict + ": " + diagnose(token));
            }
        }

        Diagnosis diagnose(String token) {
            return diagnoser.diagnose(DiagnosisRequest.ofToken(token));
        }
    }
}
