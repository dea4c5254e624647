package io.keyvigil.diagnosis;

import java.time.Duration;

/** Hears of every diagnosis. Must be quick, must not throw, and keeps nothing of the token. */
public interface DiagnosisListener {

    void diagnosed(Diagnosis diagnosis, Duration took);
}
