package com.adgenius.host.embedded;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OS;
import redis.embedded.model.OsArchitecture;

/** The Redis that comes along, one for each kind of machine. */
final class RedisBinary {

    private RedisBinary() {}

    /**
     * Puts this machine's Redis into a folder, unless it is there undamaged. The library's own way forgets it in the
     * temporary folder.
     */
    static Path unpack(Path folder) {
        try {
            String resource = resource();
            Path binary = folder.resolve(resource.substring(1));
            URL packed = Optional.ofNullable(ExecutableProvider.class.getResource(resource))
                    .orElseThrow(() -> new FileNotFoundException(resource));
            URLConnection connection = packed.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return isThere(binary, connection) ? binary : unpack(in, binary);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    Code.FOLDER_UNUSABLE,
                    "The embedded Redis cannot be put into " + folder + " (" + e
                            + "): make room there and make it writable, or name another folder with --data",
                    e);
        }
    }

    private static Path unpack(InputStream in, Path binary) throws IOException {
        Path incomplete = binary.resolveSibling("redis-server.incomplete");
        Files.copy(in, incomplete, StandardCopyOption.REPLACE_EXISTING);
        if (!incomplete.toFile().setExecutable(true)) {
            throw new IOException(incomplete + " cannot be made executable");
        }
        return Files.move(incomplete, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether the file has the size and the checksum that the jar's directory names: far less work than unpacking it. */
    private static boolean isThere(Path binary, URLConnection packed) throws IOException {
        if (!Files.isExecutable(binary) || !(packed instanceof JarURLConnection jar)) {
            return false;
        }
        JarEntry entry = jar.getJarEntry();
        return Files.size(binary) == entry.getSize() && crc32(binary) == entry.getCrc();
    }

    private static long crc32(Path file) throws IOException {
        CRC32 crc32 = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc32)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return crc32.getValue();
    }

    static EmbeddedServerException unusable(String reason) {
        return new EmbeddedServerException(
                Code.REDIS_UNUSABLE,
                "The Redis that comes along does not run on this machine (" + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + "), " + reason
                        + ". It needs glibc and OpenSSL 3, and a data folder that programs may be started from. Without"
                        + " them start a Redis of your own and name it with --redis redis://HOST:PORT");
    }

    private static String resource() {
        OsArchitecture machine;
        try {
            machine = OsArchitecture.detectOSandArchitecture();
        } catch (RuntimeException e) {
            throw unusable("which it does not know");
        }
        if (machine.os == OS.WINDOWS) {
            throw unusable("for Windows has no shell to guard it");
        }
        return Optional.ofNullable(ExecutableProvider.newProvidedVersionsMap().get(machine))
                .orElseThrow(() -> unusable("which it does not know"));
    }
}
