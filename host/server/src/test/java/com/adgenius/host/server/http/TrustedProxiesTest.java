package com.adgenius.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";

    private final TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, fd00::/8 192.0.2.7");

    private String caller(String peer, String forwardedFor, String forwarded) {
        return proxies.caller(
                        InetAddress.ofLiteral(peer),
                        forwardedFor.isEmpty() ? List.of() : List.of(forwardedFor),
                        forwarded.isEmpty() ? List.of() : List.of(forwarded))
                .getHostAddress();
    }

    @Test
    void believesATrustedProxyAboutItsCaller() {
        assertThat(caller(PROXY, "203.0.113.5", "")).isEqualTo("203.0.113.5");
        assertThat(caller(PROXY, "", "for=203.0.113.5;proto=https;by=10.0.0.1")).isEqualTo("203.0.113.5");
        assertThat(caller(PROXY, "", "For=\"[2001:db8::17]:4711\"")).isEqualTo("2001:db8:0:0:0:0:0:17");
        assertThat(caller(PROXY, "203.0.113.5:1234", "")).isEqualTo("203.0.113.5");
        assertThat(caller("fd00::1", "2001:db8::1", "")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(caller("192.0.2.7", "203.0.113.5", "")).isEqualTo("203.0.113.5");
    }

    @Test
    void believesNobodyElse() {
        assertThat(caller("203.0.113.9", "198.51.100.1", "")).isEqualTo("203.0.113.9");
        assertThat(caller("192.0.2.8", "198.51.100.1", "for=198.51.100.1")).isEqualTo("192.0.2.8");
        assertThat(TrustedProxies.none()
                        .caller(InetAddress.ofLiteral(PROXY), List.of("198.51.100.1"), List.of())
                        .getHostAddress())
                .isEqualTo(PROXY);
    }

    @Test
    void readsFromTheRightAndStopsAtTheFirstStranger() {
        assertThat(caller(PROXY, "1.1.1.1, 203.0.113.5, 10.0.0.2", ""))
                .as("1.1.1.1 is what the caller claims")
                .isEqualTo("203.0.113.5");
        assertThat(proxies.caller(InetAddress.ofLiteral(PROXY), List.of("1.1.1.1", "203.0.113.5"), List.of())
                        .getHostAddress())
                .as("several headers are one list")
                .isEqualTo("203.0.113.5");
        assertThat(caller(PROXY, "10.9.9.9, 10.0.0.2", "")).as("all are ours").isEqualTo("10.9.9.9");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(caller(PROXY, "203.0.113.5, unknown, 10.0.0.2", "")).isEqualTo("10.0.0.2");
        assertThat(caller(PROXY, "", "for=203.0.113.5, for=_hidden")).isEqualTo(PROXY);
        assertThat(caller(PROXY, "localhost", "")).as("no name is looked up").isEqualTo(PROXY);
        assertThat(caller(PROXY, "203.0.113.5, ,", "")).isEqualTo("203.0.113.5");
    }

    @Test
    void believesNeitherHeaderWhereTheyDisagree() {
        assertThat(caller(PROXY, "203.0.113.5", "for=198.51.100.1")).isEqualTo(PROXY);
        assertThat(caller(PROXY, "203.0.113.5", "for=203.0.113.5")).isEqualTo("203.0.113.5");
    }

    @Test
    void looksAtABoundedNumberOfHops() {
        assertThat(caller(PROXY, "203.0.113.5, " + "10.0.0.2, ".repeat(10_000) + "10.0.0.3", ""))
                .isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false"
    })
    void knowsWhichAddressesARangeHolds(String range, String address, boolean held) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "proxy.internal", "fe80::1%eth0", "/8"
            })
    void takesNothingButRangesFromItsOperator(String configured) {
        assertThatThrownBy(() -> TrustedProxies.parse(configured))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no range");
    }
}
