package io.keyvigil.diagnosis;

import java.time.Duration;

/** Is notified of every diagnosis. Must return quickly, must not throw, and must not keep any part of the token. */
public interface DiagnosisListener {

    void diagnosed(Diagnosis diagnosis, Duration took);
}
