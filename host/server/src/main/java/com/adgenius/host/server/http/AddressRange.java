package com.adgenius.host.server.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Addresses that begin with the same bits, written by RFC 4632 as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public final class AddressRange {

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * The range; an address alone is a range of one.
     *
     * @throws IllegalArgumentException when the text is none, or has bits beyond its length
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash))
                .map(InetAddress::getAddress)
                .orElseThrow(() -> unusable(text));
        int bits = slash < 0 ? address.length * 8 : length(text, slash);
        AddressRange range = new AddressRange(address, bits);
        if (bits < 0 || bits > address.length * 8 || !Arrays.equals(address, range.masked(address))) {
            throw unusable(text);
        }
        return range;
    }

    private static int length(String text, int slash) {
        try {
            return Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw unusable(text);
        }
    }

    private static IllegalArgumentException unusable(String text) {
        return new IllegalArgumentException("\"" + text
                + "\" is no range of addresses; write it as 10.0.0.0/8 or fd00::/8, with no bit set beyond its length");
    }

    /** The address that is written there; no name is ever looked up. */
    static Optional<InetAddress> literal(String text) {
        try {
            // A scope would let the same address be written in many ways.
            return text.indexOf('%') >= 0 || text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(InetAddress.ofLiteral(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether the address is in it; one of the other family never is. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.length && Arrays.equals(network, masked(bytes));
    }

    private byte[] masked(byte[] address) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - 8L * i, 0, 8);
            masked[i] = (byte) (masked[i] & 0xff << 8 - kept);
        }
        return masked;
    }
}
