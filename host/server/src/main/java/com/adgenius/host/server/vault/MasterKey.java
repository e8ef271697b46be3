package com.adgenius.host.server.vault;

import com.adgenius.host.server.storage.PrivateFile;
import com.adgenius.host.server.vault.VaultException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The 256 bits that all secrets of an installation are sealed with. */
final class MasterKey {

    private static final int BYTES = 32;

    private MasterKey() {}

    static byte[] of(String base64, String origin) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // answered below, like a key of another length
        }
        throw new VaultException(
                Code.MASTER_KEY_UNUSABLE,
                "The master key in " + origin + " must be 32 bytes in Base64. Restore it from your backup; without it"
                        + " stored secrets cannot be read.");
    }

    /** Reads the key file, or makes one that only its owner can read. */
    static byte[] read(Path file) {
        try {
            if (Files.notExists(file)) {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                PrivateFile.create(file, Base64.getEncoder().encodeToString(key) + "\n");
            }
            return of(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new VaultException(
                    Code.MASTER_KEY_UNUSABLE, "The master key " + file + " cannot be read or written: " + e, e);
        }
    }

    static byte[] choose(Optional<String> base64, Path file) {
        return base64.map(key -> of(key, "ADGENIUS_MASTER_KEY")).orElseGet(() -> read(file));
    }
}
