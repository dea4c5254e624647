package io.keyvigil.cache;

/** How it became known what a consumer holds. */
public enum CacheSource {
    URL("url"),
    FILE("file"),
    REPORT("report");

    private final String code;

    CacheSource(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
