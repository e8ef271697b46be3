package com.adgenius.host.server.plugin.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in 64 lower-case hexadecimal digits, the name of an artifact. */
public final class Sha256 {

    private final MessageDigest digest;

    private Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The hash of a file. */
    public static String of(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return copy(input, OutputStream.nullOutputStream());
        }
    }

    /** Copies all of the input and gives its hash. */
    public static String copy(InputStream input, OutputStream output) throws IOException {
        return of(target -> input.transferTo(target), output);
    }

    /** The hash of what the source writes, which goes on to the output. */
    static String of(Source source, OutputStream output) throws IOException {
        Sha256 hash = new Sha256();
        source.writeTo(new DigestOutputStream(output, hash.digest));
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Writes bytes. */
    @FunctionalInterface
    interface Source {

        /** Writes all of them. */
        void writeTo(OutputStream output) throws IOException;
    }
}
