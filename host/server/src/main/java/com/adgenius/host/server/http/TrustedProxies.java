package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proxies that are believed when they say for whom they ask, in {@code X-Forwarded-For} or {@code Forwarded} (RFC 7239).
 * Each proxy appends whom it talks to, so the list is read from the right, and no further than through trusted hops: what
 * stands left of the first stranger is that stranger's tale. Where both headers are there and tell of different callers
 * neither is believed, as a proxy that writes one passes the other on.
 */
public final class TrustedProxies {

    private static final int MOST_HOPS = 20;
    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-fA-F:.]+)](?::\\d{1,5})?");
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");

    private final List<AddressRange> ranges;
    private final String text;

    private TrustedProxies(List<AddressRange> ranges, String text) {
        this.ranges = ranges;
        this.text = text;
    }

    /** None: the caller is who is connected. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of(), "");
    }

    /**
     * Those in the list of addresses and ranges, separated by commas or spaces, for instance {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException when one is no range
     */
    public static TrustedProxies parse(String list) {
        List<String> items = Arrays.stream(list.split("[\\s,]+"))
                .filter(item -> !item.isEmpty())
                .toList();
        return new TrustedProxies(items.stream().map(AddressRange::parse).toList(), String.join(", ", items));
    }

    /** Whether what this peer says of others is believed. */
    boolean trusts(InetAddress peer) {
        return ranges.stream().anyMatch(range -> range.contains(peer));
    }

    /**
     * The address of the caller.
     *
     * @param peer who is connected
     * @param forwardedFor the values of {@code X-Forwarded-For}, in their order
     * @param forwarded the values of {@code Forwarded}, in their order
     */
    InetAddress caller(InetAddress peer, List<String> forwardedFor, List<String> forwarded) {
        requireNonNull(peer, "peer is null");
        if (!trusts(peer)) {
            return peer;
        }
        Optional<InetAddress> first = through(peer, hops(forwardedFor));
        Optional<InetAddress> second =
                through(peer, hops(forwarded).stream().map(TrustedProxies::node).toList());
        if (first.isPresent() && second.isPresent()) {
            return first.equals(second) ? first.get() : peer;
        }
        return first.or(() -> second).orElse(peer);
    }

    private static List<String> hops(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
    }

    private static String node(String element) {
        Matcher node = FOR.matcher(element);
        if (!node.find()) {
            return "unknown";
        }
        return node.group(1) != null ? node.group(1) : node.group(2);
    }

    private Optional<InetAddress> through(InetAddress peer, List<String> hops) {
        if (hops.isEmpty()) {
            return Optional.empty();
        }
        InetAddress known = peer;
        for (String hop : hops.reversed().stream().limit(MOST_HOPS).toList()) {
            Optional<InetAddress> next = address(hop);
            if (next.isEmpty()) {
                break;
            }
            known = next.get();
            if (!trusts(known)) {
                break;
            }
        }
        return Optional.of(known);
    }

    private static Optional<InetAddress> address(String hop) {
        Matcher bracketed = BRACKETED.matcher(hop);
        if (bracketed.matches()) {
            return AddressRange.literal(bracketed.group(1));
        }
        Matcher withPort = WITH_PORT.matcher(hop);
        return AddressRange.literal(withPort.matches() ? withPort.group(1) : hop);
    }

    @Override
    public String toString() {
        return text;
    }
}
