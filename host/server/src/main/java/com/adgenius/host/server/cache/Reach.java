package com.adgenius.host.server.cache;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.RedisCircuit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What the cache owes Redis. A question that gets no answer within the patience, or an outage that anybody met, leaves the
 * cache in debt: something may have been missed, there or here. Until amends are made nobody asks; a thread of its own
 * makes them. Whether Redis is away is the circuit's to know.
 *
 * <p>{@code away → returning → reached}: while it is away, what is to be said counts as missed; from returning on it is
 * said, so that amends made after that cover all that was missed, however much is going on.
 */
final class Reach implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Reach.class.getName());
    private static final int ATTEMPTS = 3;
    private static final int AT_ONCE = 8;

    private enum State {
        AWAY,
        RETURNING,
        REACHED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final RedisCircuit circuit;
    private final Duration patience;
    private final Duration pause;
    private final Supplier<Object> greeting;
    private final Supplier<Object> amends;
    private volatile State state = State.AWAY;
    private volatile boolean closed;
    private volatile long outages;
    private boolean missed;

    /**
     * Asks nothing until it was greeted.
     *
     * @param circuit to Redis
     * @param patience how long an answer may take
     * @param pause between two tries to make amends
     * @param greeting asks for nothing
     * @param amends makes up for everything that was not said
     */
    Reach(RedisCircuit circuit, Duration patience, Duration pause, Supplier<Object> greeting, Supplier<Object> amends) {
        this.circuit = requireNonNull(circuit, "circuit is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.pause = requireNonNull(pause, "pause is null");
        this.greeting = requireNonNull(greeting, "greeting is null");
        this.amends = requireNonNull(amends, "amends is null");
        Thread.ofVirtual().name("cache-reach").start(this::recover);
    }

    /** The answer; empty where there is none, or nobody asks at the moment. */
    <T> Optional<T> ask(Supplier<T> question) {
        if (state == State.REACHED && outages != circuit.outages()) {
            fail("it was away");
            return Optional.empty();
        }
        return reached() ? send(question) : Optional.empty();
    }

    /** Says something that must not be lost: where it cannot be said now, amends are made before anybody asks again. */
    void tell(Supplier<?> message) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (notedAsMissed() || send(message).isPresent()) {
                return;
            }
        }
        fail("what changed could not be said");
    }

    private boolean notedAsMissed() {
        lock.lock();
        try {
            missed |= state == State.AWAY;
            return state == State.AWAY;
        } finally {
            lock.unlock();
        }
    }

    private <T> Optional<T> send(Supplier<T> question) {
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

    private <T> T answer(Supplier<T> question) throws InterruptedException, ExecutionException, TimeoutException {
        // More at once would wait for each other's connections, and look as if the server were away.
        if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        // The driver may block while it connects, whatever its own limits.
        Thread.ofVirtual().name("cache-question").start(() -> {
            try {
                circuit.ask(question)
                        .ifPresentOrElse(answer::complete, () -> answer.completeExceptionally(new RedisAway()));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            } finally {
                turns.release();
            }
        });
        return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void fail(String reason) {
        lock.lock();
        try {
            missed = true;
            State before = state;
            state = State.AWAY;
            if (before == State.REACHED && !closed) {
                LOG.log(System.Logger.Level.INFO, "The cache does without Redis until it made amends: " + reason);
                Thread.ofVirtual().name("cache-reach").start(this::recover);
            }
        } finally {
            lock.unlock();
        }
    }

    private void recover() {
        try {
            while (!closed && !recovered()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean recovered() throws InterruptedException {
        try {
            answer(greeting);
            if (returning()) {
                answer(amends);
                LOG.log(System.Logger.Level.INFO, "The cache made amends and asks Redis again");
            }
        } catch (ExecutionException | TimeoutException _) {
            return reached(false);
        }
        return reached(true);
    }

    /** From now on nothing more is missed; whether something was. */
    private boolean returning() {
        lock.lock();
        try {
            state = State.RETURNING;
            long known = outages;
            outages = circuit.outages();
            missed |= known != outages;
            return missed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is reached now: not where it fell silent meanwhile. */
    private boolean reached(boolean amended) {
        lock.lock();
        try {
            if (amended && state == State.RETURNING && !closed) {
                missed = false;
                state = State.REACHED;
                return true;
            }
            state = State.AWAY;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether questions are asked at the moment. */
    boolean reached() {
        return state == State.REACHED;
    }

    @Override
    public void close() {
        closed = true;
        state = State.AWAY;
    }

    /** Redis gave no answer, or nobody asks it at the moment. */
    private static final class RedisAway extends Exception {

        private static final long serialVersionUID = 1L;

        RedisAway() {
            super("Redis is away", null, false, false);
        }
    }
}
