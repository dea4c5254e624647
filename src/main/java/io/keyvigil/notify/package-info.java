/**
 * Delivers fired, changed and resolved risks to Alertmanagers and to a webhook. Pending notifications are kept in an outbox
 * across restarts until the receiver has accepted them. Entry: {@link io.keyvigil.notify.Notifier}.
 */
package io.keyvigil.notify;
