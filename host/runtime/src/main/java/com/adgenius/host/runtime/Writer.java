package com.adgenius.host.runtime;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread at a time change what is routed, in the order they came. Changes are short, never wait, and hold none of
 * a plugin's code: whatever plugins do, the next change gets its turn. Whoever asks for a change makes it himself, since
 * handing it to another thread and hearing of it takes longer than the change.
 */
final class Writer {

    private final ReentrantLock turn = new ReentrantLock(true);
    private final int capacity;

    /**
     * Makes the writer.
     *
     * @param capacity how many may wait for their turn
     */
    Writer(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Makes a change; empty when too many others wait. It is made even when the caller is interrupted, who then still
     * learns what holds.
     */
    <T> Optional<T> change(Supplier<T> change) {
        if (turn.getQueueLength() >= capacity) {
            return Optional.empty();
        }
        turn.lock();
        try {
            return Optional.of(change.get());
        } finally {
            turn.unlock();
        }
    }
}
