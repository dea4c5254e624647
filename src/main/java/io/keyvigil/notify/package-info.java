/**
 * Hands risks that fire, change and resolve to people without Prometheus: to Alertmanagers and to a webhook. What is still to be
 * told waits in an outbox until its receiver has taken it; the outbox survives the process.
 */
package io.keyvigil.notify;
