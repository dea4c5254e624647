package io.keyvigil.api;

import io.keyvigil.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a tenant in a list with the worst first. Its text is the cursor of such a list: the next page begins after this
 * position, even if the tenant itself has moved.
 */
record TenantPlace(int rank, TenantId id) implements Comparable<TenantPlace> {

    private static final List<String> AFTER_CRITICAL = List.of("failing", "at-risk", "unknown", "ok");
    private static final Pattern CURSOR = Pattern.compile("([0-4])\\.(.+)");
    private static final Comparator<TenantPlace> ORDER =
            Comparator.comparingInt(TenantPlace::rank).thenComparing(TenantPlace::id);

    static TenantPlace of(String status, boolean critical, TenantId id) {
        return new TenantPlace(critical ? 0 : 1 + AFTER_CRITICAL.indexOf(status), id);
    }

    static TenantPlace at(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches() || !TenantId.isValid(matcher.group(2))) {
            throw ProblemException.badRequest("after is the next of an earlier page in the same order");
        }
        return new TenantPlace(Integer.parseInt(matcher.group(1)), new TenantId(matcher.group(2)));
    }

    String cursor() {
        return rank + "." + id.value();
    }

    @Override
    public int compareTo(TenantPlace other) {
        return ORDER.compare(this, other);
    }
}
