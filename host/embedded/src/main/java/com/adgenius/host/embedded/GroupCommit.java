package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;

/**
 * Lets no answer out before what it was made from is on disk.
 *
 * <p>A command that writes runs alone. A commit runs while none does, so that it never holds half a command: no
 * document without its index entries. Commands that ended since the last commit share the next one; whoever comes first
 * does it for all. A command that reads waits too where it may have seen what is not yet on disk.
 *
 * <p>A command that fails in a way nobody foresaw may have left half its changes. All that was not committed is then
 * forgotten, as if the process had been killed there, and every command still to be answered fails.
 */
final class GroupCommit {

    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

    private static final int INTERNAL_ERROR = 1;

    private final StoreFile file;
    private final Runnable reverted;

    private final ReentrantReadWriteLock commands = new ReentrantReadWriteLock();
    private final ReentrantLock commits = new ReentrantLock();

    /** What changed since the last commit. Replaced with all writers locked out. */
    private volatile Batch open = new Batch();

    /**
     * @param file what to commit
     * @param reverted called when what was not committed has been forgotten, with every command locked out
     */
    GroupCommit(StoreFile file, Runnable reverted) {
        this.file = requireNonNull(file, "file is null");
        this.reverted = requireNonNull(reverted, "reverted is null");
    }

    /** Runs a command that may change something, alone. */
    @SuppressWarnings("LockNotBeforeTry") // reading a field cannot throw, and the finally needs what was read
    <T> T write(Supplier<T> command) {
        commands.writeLock().lock();
        Batch batch = open;
        try {
            batch.changed = true;
            return command.get();
        } catch (MongoServerException refused) {
            throw refused;
        } catch (RuntimeException | Error e) {
            revert(e);
            throw e;
        } finally {
            commands.writeLock().unlock();
            settle(batch);
        }
    }

    /** Runs a command that changes nothing, beside others of its kind. */
    <T> T read(Supplier<T> command) {
        commands.readLock().lock();
        Batch batch = open;
        boolean changed = batch.changed;
        MVStore store = file.store();
        // Keeps the pages of this version from being overwritten by commits that run meanwhile.
        TxCounter usage = store.registerVersionUsage();
        try {
            return command.get();
        } finally {
            store.deregisterVersionUsage(usage);
            commands.readLock().unlock();
            if (changed) {
                settle(batch);
            }
        }
    }

    /** Runs something with every command locked out. */
    <T> T alone(Supplier<T> work) {
        commands.writeLock().lock();
        try {
            return work.get();
        } finally {
            commands.writeLock().unlock();
        }
    }

    private void settle(Batch batch) {
        commits.lock();
        try {
            if (!batch.settled) {
                commit();
            }
        } finally {
            commits.unlock();
        }
        batch.failure.ifPresent(failure -> {
            throw new MongoServerError(
                    INTERNAL_ERROR,
                    "InternalError",
                    "Nothing of this command was kept, it failed or another one did: " + failure,
                    failure);
        });
    }

    private void commit() {
        Optional<RuntimeException> failure = Optional.empty();
        commands.readLock().lock();
        try {
            file.commit();
            open.settled = true;
            open = new Batch();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        } finally {
            commands.readLock().unlock();
        }
        failure.ifPresent(cause -> alone(() -> revert(cause)));
    }

    private Batch revert(Throwable cause) {
        LOG.log(Level.WARNING, "A command failed; what was not yet on disk is forgotten", cause);
        Batch failed = open;
        open = new Batch();
        failed.failure = Optional.of(cause);
        failed.settled = true;
        file.revert();
        reverted.run();
        return failed;
    }

    /** The commands between two commits. */
    private static final class Batch {
        private volatile boolean changed;
        private volatile boolean settled;
        private volatile Optional<Throwable> failure = Optional.empty();
    }
}
