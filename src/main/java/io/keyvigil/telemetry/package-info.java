/** Every metric name and every health check, and nowhere else. Micrometer is seen only here. */
package io.keyvigil.telemetry;
