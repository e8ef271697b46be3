package com.adgenius.host.server.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names for what permits are counted by, of a fixed length whatever a caller sends. */
final class PermitKeys {

    /** What one subscriber is given: RFC 6177. */
    private static final int NETWORK_BYTES = 8;

    private PermitKeys() {}

    static String of(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The address, or its network of 64 bits where it is IPv6: one caller has all addresses in there. */
    static String ofAddress(String address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            byte[] bytes = literal.getAddress();
            return hash(literal instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
        } catch (IllegalArgumentException _) {
            return of(address);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
