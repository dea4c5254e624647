/** The HTTP API: resources, their JSON, and problem details (RFC 9457). Reads the state, decides nothing. */
package io.keyvigil.api;
