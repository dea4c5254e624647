package io.keyvigil.jose;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The digests of the members of one JWK: for each, the first 64 bits of the SHA-256 of its JSON value. They allow a
 * comparison of two publications member by member without keeping certificates in memory.
 *
 * <ol>
 *   <li>The order of members, also in nested objects, and the escaping of strings have no effect.
 *   <li>Private members have no digest. Neither has {@code kid}: the members are compared per kid.
 *   <li>If there are more than 64 members, the last ones in alphabetical order share one digest under the name
 *       {@code …}.
 * </ol>
 */
public final class MemberDigests {

    /** The members over which RFC 7638 computes the thumbprint. */
    static final List<String> THUMBPRINT_MEMBERS = List.of("crv", "e", "kty", "n", "x", "y");

    static final MemberDigests NONE = of(JsonObject.EMPTY);

    private static final int MAXIMUM_MEMBERS = 64;
    private static final String OTHERS = "…";

    private final List<String> names;
    private final long[] digests;

    private MemberDigests(List<String> names, long[] digests) {
        this.names = names;
        this.digests = digests;
    }

    static MemberDigests of(JsonObject keptMembers) {
        TreeMap<String, JsonValue> members = new TreeMap<>(keptMembers.members());
        members.remove("kid");
        Map<String, JsonValue> others = new TreeMap<>();
        while (members.size() > MAXIMUM_MEMBERS) {
            Map.Entry<String, JsonValue> last = members.pollLastEntry();
            others.put(last.getKey(), last.getValue());
        }
        if (!others.isEmpty()) {
            members.put(OTHERS, new JsonObject(others, keptMembers.repeated()));
        }
        long[] digests =
                members.values().stream().mapToLong(MemberDigests::digest).toArray();
        return new MemberDigests(SharedNames.of(List.copyOf(members.keySet())), digests);
    }

    /** The thumbprint members ({@code n}, {@code e}, {@code crv}, {@code x}, {@code y}, {@code kty}) with a changed encoding. */
    public List<String> respelledSince(MemberDigests before) {
        return changedSince(before, THUMBPRINT_MEMBERS::contains);
    }

    /** The other members that were added, removed or changed, in alphabetical order. */
    public List<String> relabelledSince(MemberDigests before) {
        return changedSince(before, name -> !THUMBPRINT_MEMBERS.contains(name));
    }

    /** Whether that member has another value; false if it is missing. */
    public boolean contradicts(String name, JsonValue value) {
        OptionalLong digest = digestOf(name);
        return digest.isPresent() && digest.getAsLong() != digest(value);
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    private List<String> changedSince(MemberDigests before, Predicate<String> concerned) {
        TreeSet<String> either = new TreeSet<>(names);
        either.addAll(before.names);
        return either.stream()
                .filter(concerned)
                .filter(name -> !digestOf(name).equals(before.digestOf(name)))
                .toList();
    }

    private OptionalLong digestOf(String name) {
        int index = names.indexOf(name);
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(digests[index]);
    }

    private static long digest(JsonValue value) {
        return ByteBuffer.wrap(Sha256.of(JsonSpelling.canonical(value))).getLong();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemberDigests that && names.equals(that.names) && Arrays.equals(digests, that.digests);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.hashCode(digests);
    }

    @Override
    public String toString() {
        return "digests of " + names;
    }
}
