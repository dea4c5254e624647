package io.keyvigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    private static final KnownHosts HOSTS =
            new KnownHosts(List.of("Keyvigil.Example.", "10.1.2.3", "[2001:db8:0::7]", "0.0.0.0", "::"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9494",
                "localhost.",
                "localhost.:80",
                "localhost:",
                "127.0.0.1",
                "127.9.8.7:1",
                "[::1]",
                "[::1]:9494",
                "[0:0:0:0:0:0:0:1]",
                "[0000::0001]",
                "[::ffff:127.0.0.1]"
            })
    void loopbackInEverySpelling(String host) {
        assertThat(Authority.of(host)).get().matches(Authority::isLoopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.evil.example",
                "127.0.0.1.nip.io",
                "evil-localhost",
                "0.0.0.0",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "127.1",
                "127.0.0.256",
                "999.0.0.1",
                "128.0.0.1",
                "[::2]",
                "[::ffff:10.0.0.1]",
                "ip6-localhost"
            })
    void otherHostsAreNotLoopback(String host) {
        assertThat(Authority.of(host).filter(Authority::isLoopback)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " localhost",
                "localhost ",
                "localhost,evil.example",
                "localhost@evil.example",
                "user:x@localhost",
                "localhost/",
                "localhost?",
                "localhost#",
                "localhost\\",
                "localhost..",
                ".localhost",
                "localhost:http",
                "localhost:999999",
                "localhost%00.evil.example",
                "::1",
                "[::1",
                "[::1%lo]",
                "[evil.example]",
                "[1:2]",
                "[:]",
                "lo\u0441alhost"
            })
    void whatIsNoHostAndPort(String text) {
        assertThat(Authority.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "keyvigil.example, true",
        "KEYVIGIL.example.:8443, true",
        "10.1.2.3:9494, true",
        "[2001:DB8::7], true",
        "10.9.9.9, true",
        "10.9.9.9:1, true",
        "0.0.0.0, false",
        "[::], false",
        "10.1.2.4, false",
        "x.keyvigil.example, false",
        "keyvigil.example.evil.example, false"
    })
    void configuredNamesAndTheListeningAddressAreKnown(String host, boolean known) {
        // Given
        Optional<Authority> local = Authority.ofSocket("10.9.9.9");

        // When
        boolean admitted = HOSTS.admit(List.of(Authority.of(host)), local);

        // Then
        assertThat(admitted).isEqualTo(known);
    }

    @Test
    void oneUnknownNameAmongSeveralIsEnough() {
        assertThat(HOSTS.admit(List.of(Authority.of("localhost"), Authority.of("evil.example")), Optional.empty()))
                .isFalse();
        assertThat(HOSTS.admit(List.of(Authority.of("localhost"), Optional.empty()), Optional.empty()))
                .isFalse();
        assertThat(HOSTS.admit(List.of(), Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3::1, 20010db800010002",
        "2001:db8:1:2:ffff::9%eth0, 20010db800010002"
    })
    void callerOfIpv6HasItsNetwork(String address, String network) {
        assertThat(Authority.ofSocket(address).map(Authority::network)).contains(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyvigil:9494", "https://keyvigil.example", "key vigil", "*.example", "keyvigil/x"})
    void entryThatIsNoName(String entry) {
        assertThat(KnownHosts.isName(entry)).isFalse();
    }
}
