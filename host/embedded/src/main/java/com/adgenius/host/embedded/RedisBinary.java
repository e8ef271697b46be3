package com.adgenius.host.embedded;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OS;
import redis.embedded.model.OsArchitecture;

/** The Redis that comes along, one for each kind of machine. */
final class RedisBinary {

    private RedisBinary() {}

    /** Puts this machine's Redis into a folder. The library's own way forgets it in the temporary folder. */
    static Path unpack(Path folder) {
        try {
            String resource = resource();
            Path binary = folder.resolve(resource.substring(1));
            Path incomplete = folder.resolve("redis-server.incomplete");
            try (InputStream in = Optional.ofNullable(ExecutableProvider.class.getResourceAsStream(resource))
                    .orElseThrow(() -> new FileNotFoundException(resource))) {
                Files.copy(in, incomplete, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!incomplete.toFile().setExecutable(true)) {
                throw new IOException(incomplete + " cannot be made executable");
            }
            return Files.move(incomplete, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    Code.FOLDER_UNUSABLE,
                    "The embedded Redis cannot be put into " + folder + " (" + e
                            + "): make room there and make it writable, or name another folder with --data",
                    e);
        }
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
