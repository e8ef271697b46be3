package com.adgenius.host.runtime;

import com.adgenius.leak.LeakSearch;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * The files that instances run from: one private copy of each artifact, named after its contents, verified while it was
 * copied and never changed. A few that no instance uses are kept, so that the next instance of a version that served a
 * moment ago needs neither a fetch nor a copy. What an earlier run left is removed at the start.
 */
final class PrivateCopies implements Closeable {

    private static final Logger LOG = System.getLogger("com.adgenius.host.runtime");

    /** So many copies are kept that no instance uses; of more the one given back longest ago is deleted. */
    private static final int KEPT = 16;

    private final Path directory;
    private final FileChannel channel;
    private final AtomicLong sequence = new AtomicLong();
    private final Map<ArtifactId, PrivateCopy> byArtifact = new HashMap<>();
    /** Those that no instance uses, in the order they were given back. */
    private final SequencedSet<PrivateCopy> unused = new LinkedHashSet<>();

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
     * The artifact's copy, for one instance.
     *
     * @param source asked for the artifact's file where there is no copy yet
     * @throws PluginRefusedException when its bytes are not the artifact's
     */
    PrivateCopy take(ArtifactId artifact, ArtifactSource source) throws IOException, PluginRefusedException {
        Optional<PrivateCopy> known = known(artifact);
        return known.isPresent() ? known.get() : add(artifact, copy(source.fetch(artifact), artifact));
    }

    private synchronized Optional<PrivateCopy> known(ArtifactId artifact) {
        Optional<PrivateCopy> known = Optional.ofNullable(byArtifact.get(artifact));
        known.ifPresent(copy -> unused.remove(copy.retained()));
        return known;
    }

    private synchronized PrivateCopy add(ArtifactId artifact, Path jar) throws IOException, PluginRefusedException {
        Optional<PrivateCopy> madeMeanwhile = known(artifact);
        if (madeMeanwhile.isPresent()) {
            Files.delete(jar);
            return madeMeanwhile.get();
        }
        try {
            JarFile open = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
            PrivateCopy copy = new PrivateCopy(this, artifact, jar, open).retained();
            byArtifact.put(artifact, copy);
            return copy;
        } catch (IOException e) {
            Files.delete(jar);
            throw new PluginRefusedException(
                    RefusalCode.CORRUPT_JAR, "The jar of " + artifact + " cannot be opened: " + e.getMessage());
        }
    }

    private Path copy(Path file, ArtifactId artifact) throws IOException, PluginRefusedException {
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

    synchronized void release(PrivateCopy copy) {
        if (!copy.released()) {
            return;
        }
        if (byArtifact.get(copy.artifact()) != copy) {
            delete(copy);
            return;
        }
        unused.add(copy);
        if (unused.size() > KEPT) {
            forget(unused.getFirst());
        }
    }

    /** Deletes the copies of a plugin, those in use when they are given back. */
    synchronized void discard(String pluginId) {
        discardThose(copy -> copy.artifact().pluginId().equals(pluginId));
    }

    private void discardThose(Predicate<PrivateCopy> which) {
        byArtifact.values().stream().filter(which).toList().forEach(this::forget);
    }

    private void forget(PrivateCopy copy) {
        byArtifact.remove(copy.artifact());
        unused.remove(copy);
        if (!copy.used()) {
            delete(copy);
        }
    }

    /** One that cannot be deleted is swept at the next start. */
    private static void delete(PrivateCopy copy) {
        try {
            copy.open().close();
            Files.deleteIfExists(copy.jar());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A plugin's file could not be deleted: " + copy.jar(), e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        discardThose(copy -> true);
        channel.close();
    }
}
