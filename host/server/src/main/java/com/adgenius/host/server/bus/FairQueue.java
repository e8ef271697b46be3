package com.adgenius.host.server.bus;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waiting work in turns: each owner's first, then each owner's second, so that nobody waits for another's thousand. What
 * is waiting already is not taken twice; what does not fit is refused.
 */
final class FairQueue<O, T> {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final Map<O, Queue<T>> waiting = new LinkedHashMap<>();
    private final Set<T> known = new HashSet<>();
    private boolean closed;

    FairQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds the work at the end of its owner's; false where the queue is full. */
    boolean offer(O owner, T work) {
        lock.lock();
        try {
            if (known.contains(work)) {
                return true;
            }
            if (known.size() >= capacity) {
                return false;
            }
            known.add(work);
            waiting.computeIfAbsent(owner, _ -> new ArrayDeque<>()).add(work);
            offered.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for work: the first of the owner whose turn it is.
     *
     * @throws InterruptedException when the queue is closed
     */
    T take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                offered.await();
            }
            if (closed) {
                throw new InterruptedException("The queue is closed");
            }
            Map.Entry<O, Queue<T>> turn = waiting.entrySet().iterator().next();
            O owner = turn.getKey();
            Queue<T> own = waiting.remove(owner);
            T work = own.remove();
            if (!own.isEmpty()) {
                waiting.put(owner, own);
            }
            known.remove(work);
            return work;
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait; what is in the queue stays there. */
    void close() {
        lock.lock();
        try {
            closed = true;
            offered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }
}
