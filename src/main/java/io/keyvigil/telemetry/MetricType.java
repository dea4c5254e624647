package io.keyvigil.telemetry;

/** The types of the exposition formats that Keyvigil's own families have. */
enum MetricType {
    GAUGE,
    COUNTER
}
