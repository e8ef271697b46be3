package com.adgenius.host.server.plugin.artifact;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.ArtifactSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * This node's artifacts: a folder with {@code <sha-256>.jar} for each that was needed here. A file is verified each time it
 * is asked for; a damaged one is fetched anew. A file appears under its name only when it is whole.
 */
public final class ArtifactCache implements ArtifactSource {

    private static final System.Logger LOG = System.getLogger(ArtifactCache.class.getName());
    private static final String PARTIAL = ".part";

    private final Path folder;
    private final ArtifactStore store;
    private final Clock clock;

    private ArtifactCache(Path folder, ArtifactStore store, Clock clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
    }

    /** A cache in a folder that belongs to it alone; what an earlier run did not complete is removed. */
    public static ArtifactCache in(Path folder, ArtifactStore store, Clock clock) throws IOException {
        requireNonNull(store, "store is null");
        requireNonNull(clock, "clock is null");
        Files.createDirectories(folder);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + PARTIAL)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
        return new ArtifactCache(folder, store, clock);
    }

    @Override
    public Path fetch(ArtifactId id) throws IOException {
        Path file = file(id.sha256());
        if (Files.exists(file)) {
            if (Sha256.of(file).equals(id.sha256())) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                return file;
            }
            LOG.log(System.Logger.Level.WARNING, () -> file + " is damaged and fetched anew");
        }
        Path partial = Files.createTempFile(folder, id.sha256(), PARTIAL);
        try {
            String found;
            try (OutputStream output = Files.newOutputStream(partial)) {
                found = Sha256.of(target -> store.read(id.sha256(), target), output);
            }
            if (!found.equals(id.sha256())) {
                throw new IOException(
                        "The database's jar of " + id + " is damaged: its SHA-256 is " + found + ". Upload it again.");
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** A new file in the cache's folder, for a jar that is being received; a later run removes what is left of it. */
    public Path temporaryFile() throws IOException {
        return Files.createTempFile(folder, "received", PARTIAL);
    }

    /** Keeps a copy of a jar of that hash, so that it need not be fetched. */
    public void keep(Path jar, String sha256) throws IOException {
        Path partial = Files.createTempFile(folder, sha256, PARTIAL);
        try {
            Files.copy(jar, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, file(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Removes the files that are not named and were not asked for within {@link ArtifactStore#GRACE}. */
    public void sweep(Set<String> named) throws IOException {
        Instant before = clock.instant().minus(ArtifactStore.GRACE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                String sha256 = file.getFileName().toString().replaceFirst("\\.jar$", "");
                if (!named.contains(sha256)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path file(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("\"" + sha256 + "\" is no SHA-256");
        }
        return folder.resolve(sha256 + ".jar");
    }
}
