package io.keyvigil.telemetry;

/** The types of Keyvigil's own metric families in the exposition formats. */
enum MetricType {
    GAUGE,
    COUNTER
}
