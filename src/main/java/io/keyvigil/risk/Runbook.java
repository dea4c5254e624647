package io.keyvigil.risk;

/**
 * What to do when an alert fires.
 *
 * @param name the alert's name
 * @param summary one sentence, without a final stop, about what the alert is in general
 * @param markdown the text, in CommonMark; its heading is the name
 */
public record Runbook(String name, String summary, String markdown) {}
