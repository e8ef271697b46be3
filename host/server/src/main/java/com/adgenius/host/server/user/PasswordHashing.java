package com.adgenius.host.server.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The cost of hashing a password with Argon2id.
 *
 * @param memoryKib in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
public record PasswordHashing(int memoryKib, int iterations, int parallelism) {

    private static final String RESOURCE = "password-hashing.properties";

    /** The cost that this version uses for new passwords; the file says by whose advice. */
    public static PasswordHashing current() {
        Properties properties = new Properties();
        try (InputStream input = PasswordHashing.class.getResourceAsStream(RESOURCE)) {
            if (input == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the distribution");
            }
            properties.load(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PasswordHashing(
                number(properties, "memory_kib"), number(properties, "iterations"), number(properties, "parallelism"));
    }

    private static int number(Properties properties, String name) {
        return Integer.parseInt(properties.getProperty(name, "missing"));
    }
}
