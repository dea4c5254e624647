/** The HTTP API: resources, their JSON, and problem details (RFC 9457). Reads the state and makes no decisions of its own. */
package io.keyvigil.api;
