package com.adgenius.host.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses a tenant may make the host send to: those of the public Internet. By the registries of special-purpose
 * addresses of IANA (RFC 6890), read 2026-11-30; an IPv6 address that carries an IPv4 address is as good as that one.
 */
public final class AddressRules {

    private static final Map<AddressRange, String> REFUSED = refused();

    /** The only block of IPv6 that global addresses are given out of (RFC 4291, section 2.4, and IANA since). */
    private static final AddressRange GLOBAL = AddressRange.parse("2000::/3");

    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
    private static final AddressRange MAPPED = AddressRange.parse("::/80");

    private AddressRules() {}

    private static Map<AddressRange, String> refused() {
        Map<AddressRange, String> ranges = new LinkedHashMap<>();
        put(ranges, "unspecified", "0.0.0.0/8");
        put(ranges, "loopback", "127.0.0.0/8");
        put(ranges, "private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
        put(ranges, "carrier-grade NAT", "100.64.0.0/10");
        put(ranges, "link-local", "169.254.0.0/16");
        put(ranges, "multicast", "224.0.0.0/4");
        put(ranges, "documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20");
        put(ranges, "reserved", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001::/23");
        // A public address that leads to the machine's own keeper in Azure, as 169.254.169.254 does elsewhere.
        put(ranges, "the cloud's own", "168.63.129.16/32");
        return ranges;
    }

    private static void put(Map<AddressRange, String> ranges, String kind, String... texts) {
        Stream.of(texts).map(AddressRange::parse).forEach(range -> ranges.put(range, kind));
    }

    /** What kind of address it is, where nothing may be sent there; empty for one of the public Internet. */
    public static Optional<String> refusal(InetAddress address) {
        if (address instanceof Inet6Address) {
            return refusal6(address);
        }
        return listed(address);
    }

    private static Optional<String> refusal6(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isLoopbackAddress()) {
            return Optional.of("loopback");
        }
        if (NAT64.contains(address) || MAPPED.contains(address)) {
            return carried(bytes, 12).or(() -> NAT64.contains(address) ? Optional.empty() : Optional.of("reserved"));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return carried(bytes, 2);
        }
        if (address.isMulticastAddress()) {
            return Optional.of("multicast");
        }
        if (address.isLinkLocalAddress() || address.isSiteLocalAddress()) {
            return Optional.of("link-local");
        }
        if ((bytes[0] & 0xfe) == 0xfc) {
            return Optional.of("private");
        }
        return GLOBAL.contains(address) ? listed(address) : Optional.of("reserved");
    }

    /** The rule for the IPv4 address that is written into an IPv6 address from that byte on. */
    private static Optional<String> carried(byte[] bytes, int from) {
        try {
            return listed(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static Optional<String> listed(InetAddress address) {
        return REFUSED.entrySet().stream()
                .filter(entry -> entry.getKey().contains(address))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
