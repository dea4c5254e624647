package io.keyvigil.telemetry;

/** The version of this build. */
public record BuildVersion(String value) {}
