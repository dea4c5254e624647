package io.keyvigil.telemetry;

import io.keyvigil.diagnosis.Diagnosis;
import io.keyvigil.diagnosis.DiagnosisListener;
import io.keyvigil.diagnosis.FindingCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The counter {@code keyvigil_diagnoses_total} by cause, with all causes from the start, and the duration of diagnoses. */
public final class DiagnosisMeters implements DiagnosisListener {

    private static final Duration[] BOUNDS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    private final Map<FindingCode, Counter> causes = new EnumMap<>(FindingCode.class);
    private final Counter none;
    private final Timer duration;

    public DiagnosisMeters(MeterRegistry registry) {
        for (FindingCode code : FindingCode.values()) {
            causes.put(code, counter(registry, code.code()));
        }
        this.none = counter(registry, "none");
        this.duration = Timer.builder("keyvigil.diagnosis.duration")
                .description("Duration of diagnoses, including a poll if one was needed")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String cause) {
        return Counter.builder("keyvigil.diagnoses")
                .description("Number of diagnoses by cause, none if no finding failed")
                .tag("cause", cause)
                .register(registry);
    }

    @Override
    public void diagnosed(Diagnosis diagnosis, Duration took) {
        diagnosis.cause().map(causes::get).orElse(none).increment();
        duration.record(took);
    }
}
