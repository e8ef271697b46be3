package com.adgenius.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "10.0.0.1, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "100.64.0.1, carrier-grade NAT",
        "100.100.100.200, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "169.254.169.254, link-local",
        "168.63.129.16, the cloud's own",
        "192.0.0.192, reserved",
        "192.0.2.1, documentation",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "192.88.99.1, reserved",
        "198.18.0.1, reserved",
        "198.19.255.255, reserved",
        "224.0.0.1, multicast",
        "239.255.255.250, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "::127.0.0.1, loopback",
        "::8.8.8.8, reserved",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.0.0.1, private",
        "::ffff:169.254.169.254, link-local",
        "::ffff:0:10.0.0.1, reserved",
        "64:ff9b::10.0.0.1, private",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::169.254.169.254, link-local",
        "64:ff9b:1::1, reserved",
        "2002:7f00:1::1, loopback",
        "2002:a00:1::, private",
        "2002:a9fe:a9fe::1, link-local",
        "2002:6440:1::1, carrier-grade NAT",
        "2001::1, reserved",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, reserved",
        "2001:db8::1, documentation",
        "3fff::1, documentation",
        "100::1, reserved",
        "5f00::1, reserved",
        "fc00::1, private",
        "fd00:ec2::254, private",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, link-local",
        "ff02::1, multicast",
        "ff0e::1, multicast",
        "4000::1, reserved",
    })
    void refusesWhatIsNotOnThePublicInternet(String address, String kind) {
        assertThat(AddressRules.refusal(InetAddress.ofLiteral(address))).contains(kind);
    }

    /** The control: neighbours of what is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "100.63.255.255",
                "100.128.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2001:4860:4860::8888",
                "2606:4700::1111",
                "2a00:1450::1",
            })
    void allowsWhatIs(String address) {
        assertThat(AddressRules.refusal(InetAddress.ofLiteral(address))).isEmpty();
    }

    /** Java reads a mapped address as IPv4; an address that comes as bytes may still be one. */
    @Test
    void refusesMappedAddressesThatStayedIpv6() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("00000000000000000000ffff7f000001");

        assertThat(AddressRules.refusal(Inet6Address.getByAddress("mapped", bytes, -1)))
                .contains("loopback");
    }
}
