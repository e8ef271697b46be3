package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret in a link that is mailed: 256 random bits. We keep its hash alone.
 *
 * @param text in Base64 for addresses
 */
public record LinkSecret(String text) {

    /** The most characters of a secret that are looked at. */
    public static final int LONGEST = 200;

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public LinkSecret {
        requireNonNull(text, "text is null");
    }

    /** A new one. */
    public static LinkSecret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new LinkSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is stored of it. As the secret is random, a plain hash cannot be searched. */
    public String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "LinkSecret";
    }
}
