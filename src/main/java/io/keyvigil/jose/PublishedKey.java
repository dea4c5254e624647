package io.keyvigil.jose;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One entry of a JWK Set: the key, and the JSON from which it can be read back. */
record PublishedKey(Jwk jwk, String publicJson) {

    private static final int MAXIMUM_OPERATIONS = 16;
    private static final int MAXIMUM_TEXT = 256;

    static PublishedKey of(JsonValue entry) {
        if (!(entry instanceof JsonObject object)) {
            return notAnObject();
        }
        KeptMembers kept = KeptMembers.of(object);
        return new PublishedKey(read(kept), kept.json());
    }

    /** An entry that is not an object. It is stored as {@code null}, which is not an object either. */
    static PublishedKey notAnObject() {
        Jwk jwk = new Jwk(
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                KeyValidity.UNSTATED,
                Optional.of(UnusableReason.NOT_AN_OBJECT),
                List.of(),
                List.of(),
                MemberDigests.NONE);
        return new PublishedKey(jwk, "null");
    }

    private static Jwk read(KeptMembers kept) {
        JsonObject members = kept.members();
        MaterialReading numbers = MaterialReading.of(members);
        CertificateMember certificate = CertificateMember.of(members);
        return new Jwk(
                members.text("kid"),
                RegisteredText.shared(members.text("kty").orElse("")),
                numbers.thumbprint(),
                numbers.material(),
                RegisteredText.shared(members.text("use")),
                operations(members),
                RegisteredText.shared(members.text("alg")),
                members.text("issuer"),
                ValidityMembers.read(members, certificate.readable()),
                numbers.unusable().or(() -> kidReason(members)),
                List.copyOf(oddities(kept, numbers, certificate)),
                kept.privateMembers(),
                MemberDigests.of(members));
    }

    private static Optional<UnusableReason> kidReason(JsonObject members) {
        return members.member("kid").flatMap(kid -> {
            if (!(kid instanceof JsonValue.Text text)) {
                return Optional.of(UnusableReason.KID_NOT_A_STRING);
            }
            return CutText.isCut(text.value()) ? Optional.of(UnusableReason.KID_TOO_LONG) : Optional.empty();
        });
    }

    private static List<String> operations(JsonObject members) {
        if (!(members.member("key_ops").orElse(JsonValue.Literal.NULL) instanceof JsonValue.Elements elements)) {
            return List.of();
        }
        return List.copyOf(elements.values().stream()
                .filter(JsonValue.Text.class::isInstance)
                .limit(MAXIMUM_OPERATIONS)
                .map(operation -> CutText.cut(((JsonValue.Text) operation).value(), MAXIMUM_TEXT))
                .map(RegisteredText::shared)
                .toList());
    }

    private static Set<KeyOddity> oddities(KeptMembers kept, MaterialReading numbers, CertificateMember certificate) {
        Set<KeyOddity> oddities = EnumSet.noneOf(KeyOddity.class);
        oddities.addAll(numbers.oddities());
        if (!kept.privateMembers().isEmpty()) {
            oddities.add(KeyOddity.PRIVATE_MEMBERS);
        }
        if (!kept.members().repeated().isEmpty()) {
            oddities.add(KeyOddity.DUPLICATE_MEMBER);
        }
        if (certificate instanceof CertificateMember.Unreadable) {
            oddities.add(KeyOddity.CERTIFICATE_UNREADABLE);
        }
        boolean ofOtherKey = numbers.material().isPresent()
                && certificate
                        .readable()
                        .filter(readable ->
                                readable.isOfOtherKey(numbers.material().get()))
                        .isPresent();
        if (ofOtherKey) {
            oddities.add(KeyOddity.CERTIFICATE_OF_OTHER_KEY);
        }
        return oddities;
    }
}
