/** All metric names and health checks; no other package defines any. Only this package uses Micrometer. */
package io.keyvigil.telemetry;
