package com.adgenius.host.runtime;

import com.adgenius.leak.LeakSearch;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files that instances run from: one private copy each, named after its contents, verified while it was copied and
 * never changed. What an earlier run left is removed at the start.
 */
final class PrivateCopies implements Closeable {

    private final Path directory;
    private final FileChannel channel;
    private final AtomicLong sequence = new AtomicLong();

    private PrivateCopies(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the directory for this runtime alone.
     *
     * @throws UncheckedIOException when it cannot be used, or another runtime uses it
     */
    static PrivateCopies in(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("runtime.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel, directory);
            sweep(directory);
            return new PrivateCopies(directory, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The runtime's working directory " + directory + " cannot be used", e);
        }
    }

    /** The lock lasts until the channel is closed. */
    private static void lock(FileChannel channel, Path directory) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("Another runtime uses " + directory + "; give each a directory of its own");
        }
    }

    private static void sweep(Path directory) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*.{jar,part}")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        LeakSearch.sweep(directory);
    }

    /**
     * Copies the artifact's file.
     *
     * @throws PluginRefusedException when its bytes are not the artifact's
     */
    Path copy(Path file, ArtifactId artifact) throws IOException, PluginRefusedException {
        String name = artifact.sha256() + "-" + sequence.incrementAndGet();
        Path part = directory.resolve(name + ".part");
        try {
            String sha256;
            try (OutputStream output = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                sha256 = Sha256.copy(file, output);
            }
            if (!sha256.equals(artifact.sha256())) {
                throw new PluginRefusedException(
                        RefusalCode.ARTIFACT_MISMATCH,
                        "The jar of " + artifact + " has the SHA-256 " + sha256 + " instead of " + artifact.sha256()
                                + ": it was changed or damaged; upload it again under a new version");
            }
            return Files.move(part, directory.resolve(name + ".jar"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
