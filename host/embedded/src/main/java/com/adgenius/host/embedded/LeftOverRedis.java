package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the Redis that an earlier process left in a folder: by the recorded process id, if that still is our program. */
final class LeftOverRedis {

    private static final long END_SECONDS = 5;

    private final Path folder;

    LeftOverRedis(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /** Where the guard records its child's process id. */
    Path pidFile() {
        return folder.resolve("redis.pid");
    }

    /** The process that is left, if one is. Another program that got the same id since is none of ours. */
    Optional<ProcessHandle> find() {
        return recorded().flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    /** Ends the process that is left, if one is. */
    void end() throws InterruptedException {
        Optional<ProcessHandle> found = find();
        if (found.isPresent()) {
            end(found.get());
        }
    }

    private void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).startsWith(real(folder)))
                .isPresent();
    }

    private Optional<Long> recorded() {
        try {
            return Files.exists(pidFile())
                    ? Optional.of(Long.valueOf(Files.readString(pidFile()).strip()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static EmbeddedServerException unreadable(IOException e) {
        return new EmbeddedServerException(
                Code.FOLDER_UNUSABLE,
                "The data folder cannot be read (" + e + "): make it readable, or name another folder with --data",
                e);
    }
}
