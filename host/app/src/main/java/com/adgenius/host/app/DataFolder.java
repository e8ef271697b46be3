package com.adgenius.host.app;

import com.adgenius.host.app.HostStartException.Code;
import com.adgenius.host.server.storage.PrivateFile;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all that a host keeps; one host at a time works on it. */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder where there is none, and takes it.
     *
     * @throws HostStartException {@link Code#DATA_FOLDER_UNUSABLE} or {@link Code#DATA_FOLDER_IN_USE}
     */
    static DataFolder open(Path path) throws HostStartException {
        try {
            if (Files.notExists(path)) {
                Files.createDirectories(path);
                if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                }
            }
            FileChannel channel =
                    FileChannel.open(path.resolve("host.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new HostStartException(
                        Code.DATA_FOLDER_IN_USE,
                        "Another host works on the data folder " + path
                                + ". Stop it, or choose another folder with --data.");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new HostStartException(
                    Code.DATA_FOLDER_UNUSABLE,
                    "The data folder " + path + " cannot be written: " + reason(e) + ". Choose another with --data.",
                    e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "access is denied";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Where it lies. */
    Path path() {
        return path;
    }

    /** A file or folder in it. */
    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The name of this node, the same after each start. */
    String nodeId() throws HostStartException {
        Path file = path.resolve("node-id");
        try {
            PrivateFile.create(file, TimeOrderedId.next() + "\n");
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new HostStartException(
                    Code.DATA_FOLDER_UNUSABLE, "The node's id in " + file + " cannot be read or written: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
