/**
 * Forecasts which consumer decides wrongly about tokens, from when and until when, from its profile or its observed cache,
 * and compares its validation settings with its provider. Entry: {@link io.keyvigil.consumer.Forecasts}.
 */
package io.keyvigil.consumer;
