package io.keyvigil.tenant;

import java.util.regex.Pattern;

/** The name of a tenant, valid as the metric label {@code tenant}: {@code [a-z0-9][a-z0-9-]{0,126}}. */
public record TenantId(String value) implements Comparable<TenantId> {

    static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,126}");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a tenant id is " + FORM.pattern());
        }
    }

    /** Whether a text has the form of an id. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
