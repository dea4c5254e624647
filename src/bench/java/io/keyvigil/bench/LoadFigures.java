package io.keyvigil.bench;

import java.time.Duration;

/**
 * What came of asking for diagnoses over HTTP.
 *
 * @param face the media type that was asked for
 * @param processor of the answering process, over the same time
 */
record LoadFigures(String face, long answers, Duration took, Duration processor) {

    double perSecond() {
        return answers / (took.toNanos() / 1e9);
    }

    double processorMicros() {
        return processor.toNanos() / 1e3 / answers;
    }
}
