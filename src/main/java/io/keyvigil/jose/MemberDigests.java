package io.keyvigil.jose;

import java.util.List;

/**
 * The members of one JWK, each reduced to a short digest of its JSON value, so that two publications can be compared
 * member by member without keeping certificates in memory. Private members have none.
 */
public final class MemberDigests {

    /** The members over which RFC 7638 computes the thumbprint. */
    static final List<String> THUMBPRINT_MEMBERS = List.of("crv", "e", "kty", "n", "x", "y");

    private final String[] names;
    private final long[] digests;

    MemberDigests(String[] names, long[] digests) {
        this.names = names;
        this.digests = digests;
    }

    /** The thumbprint members ({@code n}, {@code e}, {@code crv}, {@code x}, {@code y}, {@code kty}) spelled differently. */
    public List<String> respelledSince(MemberDigests before) {
        throw new UnsupportedOperationException();
    }

    /** The other members that were added, removed or changed, in alphabetical order. */
    public List<String> relabelledSince(MemberDigests before) {
        throw new UnsupportedOperationException();
    }
}
