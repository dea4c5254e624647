package io.keyvigil.risk;

/**
 * The instructions for one alert.
 *
 * @param name the alert's name
 * @param summary a general description of the alert: one sentence without a trailing period
 * @param markdown the text, in CommonMark; its heading is the name
 */
public record Runbook(String name, String summary, String markdown) {}
