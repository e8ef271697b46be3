package com.adgenius.host.embedded;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Holds a server's folder for this process alone. The operating system lets go when the process ends in any way. */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates the folder where it is missing, and takes it. */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel).isEmpty()) {
                channel.close();
                throw new EmbeddedServerException(
                        Code.FOLDER_IN_USE,
                        "The data folder " + folder + " is used by another process: stop that one, or name another"
                                + " folder with --data");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    Code.FOLDER_UNUSABLE,
                    "The data folder " + folder + " cannot be used (" + e + "): make it writable, or name another"
                            + " folder with --data",
                    e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
