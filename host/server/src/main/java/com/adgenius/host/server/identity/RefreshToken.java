package com.adgenius.host.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A refresh token: 128 bits that name its family and 256 that are spent with it. The family's bits are nowhere but in its
 * tokens, so whoever shows them has held one; a session's id is a hash of them.
 *
 * <p>A successor is derived from its predecessor and a nonce that Redis keeps for the grace. So the same spent token gets
 * the same successor, though nothing that is stored is enough to make either.
 */
final class RefreshToken {

    private static final int FAMILY_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final byte[] family;
    private final byte[] secret;

    private RefreshToken(byte[] family, byte[] secret) {
        this.family = family;
        this.secret = secret;
    }

    /** The first token of a new family. */
    static RefreshToken first() {
        return new RefreshToken(random(FAMILY_BYTES), random(SECRET_BYTES));
    }

    /** The token that is written there; empty when the text has another form. */
    static Optional<RefreshToken> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        return Optional.of(new RefreshToken(
                Arrays.copyOf(bytes, FAMILY_BYTES), Arrays.copyOfRange(bytes, FAMILY_BYTES, bytes.length)));
    }

    /** What makes a successor out of a token. */
    static String nonce() {
        return BASE64.encodeToString(random(SECRET_BYTES));
    }

    /** The token's successor by that nonce. */
    RefreshToken successor(String nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return new RefreshToken(family, mac.doFinal(nonce.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** The id of the session that it belongs to. */
    String sessionId() {
        return BASE64.encodeToString(Arrays.copyOf(hash(family), FAMILY_BYTES));
    }

    /** What is stored of it. */
    String hash() {
        return BASE64.encodeToString(hash(secret));
    }

    /** The token as its cookie carries it. */
    String text() {
        byte[] bytes = Arrays.copyOf(family, FAMILY_BYTES + SECRET_BYTES);
        System.arraycopy(secret, 0, bytes, FAMILY_BYTES, SECRET_BYTES);
        return BASE64.encodeToString(bytes);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[" + sessionId() + "]";
    }
}
