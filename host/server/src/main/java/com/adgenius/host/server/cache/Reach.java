package com.adgenius.host.server.cache;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The circuit to a server that may be away: a question that fails, or takes longer than the patience, opens it. While it
 * is open nobody asks; a thread of its own tries, and closes it after it put right what was missed.
 */
final class Reach implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Reach.class.getName());

    private static final int ATTEMPTS = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final Duration patience;
    private final Duration pause;
    private final Callable<Object> greeting;
    private final Callable<Object> amends;
    private volatile boolean open = true;
    private volatile boolean closed;
    private long missed;
    private long amended;

    /**
     * A circuit that is open at first.
     *
     * @param patience how long an answer may take
     * @param pause between two tries while it is open
     * @param greeting asks for nothing
     * @param amends makes up for everything that was not said while the circuit was open
     */
    Reach(Duration patience, Duration pause, Callable<Object> greeting, Callable<Object> amends) {
        this.patience = requireNonNull(patience, "patience is null");
        this.pause = requireNonNull(pause, "pause is null");
        this.greeting = requireNonNull(greeting, "greeting is null");
        this.amends = requireNonNull(amends, "amends is null");
        Thread.ofVirtual().name("cache-reach").start(this::recover);
    }

    /** The answer; empty where there is none, or nobody asks at the moment. */
    <T> Optional<T> ask(Callable<T> question) {
        if (open) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer(question));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            fail(String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            fail("no answer within " + patience.toMillis() + " ms");
        }
        return Optional.empty();
    }

    /** Says something that must not be lost: where it cannot be said now, amends are made before anybody asks again. */
    void tell(Callable<?> message) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (notedAsMissed() || ask(message).isPresent()) {
                return;
            }
        }
        fail("what changed could not be said");
    }

    private boolean notedAsMissed() {
        lock.lock();
        try {
            missed += open ? 1 : 0;
            return open;
        } finally {
            lock.unlock();
        }
    }

    private <T> T answer(Callable<T> question) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        // The driver may block while it connects, whatever its own limits.
        Thread.ofVirtual().name("cache-question").start(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void fail(String reason) {
        lock.lock();
        try {
            missed++;
            if (open || closed) {
                return;
            }
            open = true;
            LOG.log(System.Logger.Level.WARNING, "Redis does not answer the cache; doing without it: " + reason);
            Thread.ofVirtual().name("cache-reach").start(this::recover);
        } finally {
            lock.unlock();
        }
    }

    private void recover() {
        try {
            while (open && !closed && !recovered()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is missed while amends are made needs amends of its own, so it is counted and not just noted. */
    private boolean recovered() throws InterruptedException {
        long seen = missedNow();
        boolean wanting = seen != amended;
        try {
            answer(wanting ? amends : greeting);
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
        lock.lock();
        try {
            if (wanting) {
                amended = seen;
                LOG.log(System.Logger.Level.INFO, "Redis answers the cache again");
            }
            open = missed != seen;
            return !open;
        } finally {
            lock.unlock();
        }
    }

    private long missedNow() {
        lock.lock();
        try {
            return missed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether questions are asked at the moment. */
    boolean reached() {
        return !open;
    }

    @Override
    public void close() {
        closed = true;
        open = true;
    }
}
