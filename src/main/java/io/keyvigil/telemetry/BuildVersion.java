package io.keyvigil.telemetry;

/** This build's version. */
public record BuildVersion(String value) {}
