package io.keyvigil.jose;

import static io.keyvigil.jose.Keys.RFC_7638_MODULUS;
import static io.keyvigil.jose.Keys.json;
import static io.keyvigil.jose.Keys.readable;
import static io.keyvigil.jose.Keys.rsa;
import static io.keyvigil.jose.Keys.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredKeyTest {

    @ParameterizedTest
    @MethodSource
    void keyIsReadBackAsItWas(String json) {
        // Given
        JwkSetReading.Readable published = readable(set(json));

        // When
        Jwk readBack = JwkSetParser.parseKey(published.publicJson().get(0));

        // Then
        assertThat(readBack).isEqualTo(published.set().keys().get(0));
        assertThat(published.publicJson().get(0)).hasSizeLessThan(1_000);
    }

    static List<String> keyIsReadBackAsItWas() {
        return List.of(
                Keys.RFC_7520_EC,
                "7",
                "{}",
                rsa(RFC_7638_MODULUS, "AQAB\\r\\n"),
                rsa(RFC_7638_MODULUS, "AQAB", "'kid':7"),
                rsa(RFC_7638_MODULUS, "AQAB", "'kid':'" + "k".repeat(1_025) + "'"),
                rsa(RFC_7638_MODULUS, "AQAB", "'kid':'" + "\uD83D\uDD11".repeat(1_025) + "'"),
                rsa(RFC_7638_MODULUS, "AQAB", "'kid':'a" + "\uD83D\uDD11".repeat(1_025) + "'"),
                rsa(RFC_7638_MODULUS, "AQAB", "'kid':'\\ud800\\u0000\\\"\\\\'"),
                rsa(RFC_7638_MODULUS, "AQAB", "'kid':'a','kid':'b'"),
                rsa(RFC_7638_MODULUS, "AQAB", "'alg':'" + "a".repeat(300) + "','exp':1.0e9"),
                rsa(RFC_7638_MODULUS, "AQAB", "'x5c':['" + "A".repeat(40_000) + "']"),
                rsa(RFC_7638_MODULUS, "AQAB", "'" + "n".repeat(300) + "':1"));
    }

    @Test
    void valuesAreStoredAsPublished() {
        // Given
        String json = rsa(RFC_7638_MODULUS, "AQAB", "'exp':1.50e9,'x':{'b':[true,null,-0.0],'a':{}}");

        // When
        JwkSetReading.Readable published = readable(set(json));

        // Then
        assertThat(published.publicJson()).containsExactly(json);
    }

    @Test
    void keyThatOncePublishedPrivateMembersIsReadBackButForThese() {
        // Given
        String json = rsa(RFC_7638_MODULUS, "AQAB", "'kid':'a','d':'c2VjcmV0','p':'c2VjcmV0'");
        JwkSetReading.Readable published = readable(set(json));

        // When
        Jwk readBack = JwkSetParser.parseKey(published.publicJson().get(0));

        // Then
        assertThat(readBack)
                .usingRecursiveComparison()
                .ignoringFields("oddities", "privateMembers")
                .isEqualTo(published.set().keys().get(0));
        assertThat(published.set().keys().get(0).oddities()).containsExactly(KeyOddity.PRIVATE_MEMBERS);
        assertThat(readBack.oddities()).isEmpty();
        assertThat(readBack.privateMembers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "{} {}", "[]", "garbage"})
    void textThatIsNoKeyIsNoObject(String text) {
        // When
        Jwk key = JwkSetParser.parseKey(text);

        // Then
        assertThat(key.unusable()).contains(UnusableReason.NOT_AN_OBJECT);
    }

    @Test
    void orderOfMembersDoesNotCount() {
        // When
        MemberDigests one = digests("{'kty':'RSA','acr':[{'a':1,'b':2}]}");
        MemberDigests other = digests("{'acr':[{'b':2,'a':1}],'kid':'any','kty':'\\u0052SA'}");

        // Then
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void changesAreToldApartBySpellingAndLabel() {
        // Given
        MemberDigests before = digests("{'kty':'RSA','n':'AQAB','e':'AQAB','use':'sig','alg':'RS256','d':'a'}");

        // When
        MemberDigests after = digests("{'kty':'RSA','n':'AQAB','e':'AQAB=','x5t':'a','alg':'RS512','d':'b'}");

        // Then
        assertThat(after).isNotEqualTo(before);
        assertThat(after.respelledSince(before)).containsExactly("e");
        assertThat(after.relabelledSince(before)).containsExactly("alg", "use", "x5t");
        assertThat(before.relabelledSince(after)).containsExactly("alg", "use", "x5t");
        assertThat(after.relabelledSince(after)).isEmpty();
    }

    @Test
    void surplusMembersShareOneDigest() {
        // Given
        StringBuilder members = new StringBuilder("{'kty':'RSA'");
        for (int number = 0; number < 900; number++) {
            members.append(",'m").append(number).append("':0");
        }

        // When
        MemberDigests before = digests(members + ",'z':1}");
        MemberDigests after = digests(members + ",'z':2}");

        // Then
        assertThat(after.relabelledSince(before)).containsExactly("…");
    }

    private static MemberDigests digests(String json) {
        return Keys.key(json(json)).digests();
    }
}
