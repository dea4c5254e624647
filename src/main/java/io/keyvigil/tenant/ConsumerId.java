package io.keyvigil.tenant;

/** The name of a relying party, of the same form as a {@link TenantId}; becomes the metric label {@code consumer}. */
public record ConsumerId(String value) implements Comparable<ConsumerId> {
    public ConsumerId {
        if (!TenantId.FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a consumer id is " + TenantId.FORM.pattern());
        }
    }

    @Override
    public int compareTo(ConsumerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
