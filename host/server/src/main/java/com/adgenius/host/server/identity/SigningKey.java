package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The key that access tokens are signed with, on the curve P-256.
 *
 * @param id the thumbprint of the public key by RFC 7638
 */
record SigningKey(String id, ECPublicKey publicKey, ECPrivateKey privateKey) {

    private static final int COORDINATE_BYTES = 32;

    SigningKey {
        requireNonNull(id, "id is null");
        requireNonNull(publicKey, "publicKey is null");
        requireNonNull(privateKey, "privateKey is null");
    }

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return of((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no keys on P-256", e);
        }
    }

    static SigningKey decode(String publicKey, String privateKey) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            Base64.Decoder base64 = Base64.getDecoder();
            return of(
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(base64.decode(publicKey))),
                    (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(privateKey))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The stored signing key is no key on P-256", e);
        }
    }

    private static SigningKey of(ECPublicKey publicKey, ECPrivateKey privateKey) throws GeneralSecurityException {
        Jwk jwk = jwk("", publicKey);
        String thumbprint = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + jwk.x() + "\",\"y\":\"" + jwk.y() + "\"}";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(thumbprint.getBytes(StandardCharsets.UTF_8));
        return new SigningKey(Base64.getUrlEncoder().withoutPadding().encodeToString(hash), publicKey, privateKey);
    }

    String encodedPublicKey() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    String encodedPrivateKey() {
        return Base64.getEncoder().encodeToString(privateKey.getEncoded());
    }

    /** The public key for others. */
    Jwk jwk() {
        return jwk(id, publicKey);
    }

    private static Jwk jwk(String id, ECPublicKey key) {
        return new Jwk(
                "EC",
                "P-256",
                "sig",
                "ES256",
                id,
                coordinate(key.getW().getAffineX()),
                coordinate(key.getW().getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int count = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - count, fixed, COORDINATE_BYTES - count, count);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }

    /** A public key by RFC 7517. */
    record Jwk(String kty, String crv, String use, String alg, String kid, String x, String y) {}
}
