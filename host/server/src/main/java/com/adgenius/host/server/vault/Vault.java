package com.adgenius.host.server.vault;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.vault.VaultException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM under the installation's master key.
 *
 * <p>A sealed text is {@code v1:} and the Base64 of nonce (96 random bits), cipher text and tag (128 bits). The context
 * is authenticated with it, so that a sealed text opens only where it was meant to lie.
 */
public final class Vault {

    private static final String VERSION = "v1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private Vault(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The vault under the given key, else under the one in the file, which is made with mode 600 where there is none.
     *
     * @param base64Key 32 bytes in Base64, which goes before the file
     * @throws VaultException {@link Code#MASTER_KEY_UNUSABLE}
     */
    public static Vault open(Optional<String> base64Key, Path keyFile) {
        return new Vault(MasterKey.choose(base64Key, requireNonNull(keyFile, "keyFile is null")));
    }

    /**
     * Seals the secret for the context.
     *
     * @param context names the place where it lies, for instance {@code tenant/acme/plugin/text/api_key}
     */
    public String seal(String context, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = ByteBuffer.allocate(nonce.length + text.length)
                    .put(nonce)
                    .put(text)
                    .array();
            return VERSION + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new VaultException(Code.UNSUPPORTED, "This JDK cannot seal with AES-256-GCM", e);
        }
    }

    /**
     * Opens what was sealed for the same context.
     *
     * @throws VaultException {@link Code#CANNOT_OPEN} when it was changed, moved, or sealed with another key
     */
    public String open(String context, String sealed) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.startsWith(VERSION) ? sealed.substring(3) : "-");
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer.wrap(bytes).get(nonce);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new VaultException(
                    Code.CANNOT_OPEN,
                    "The secret of " + context + " was changed or sealed with another master key. Restore the key, or"
                            + " set the secret again.");
        } catch (GeneralSecurityException e) {
            throw new VaultException(Code.UNSUPPORTED, "This JDK cannot open AES-256-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(requireNonNull(context, "context is null").getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
