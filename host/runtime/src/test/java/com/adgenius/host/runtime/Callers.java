package com.adgenius.host.runtime;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Threads that call without a pause and check every answer, while a test does something else. */
final class Callers implements AutoCloseable {

    private static final int FAILURES = 20;

    private final Callable<?> call;
    private final Predicate<Object> right;
    private final int count;
    private final AtomicLong answers = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private volatile boolean over;

    Callers(int count, Callable<?> call, Predicate<Object> right) {
        this.call = call;
        this.right = right;
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            threads.execute(this::callUntilOver);
        }
    }

    private void callUntilOver() {
        while (!over && failures.size() < FAILURES) {
            try {
                Object answer = call.call();
                if (right.test(answer)) {
                    answers.incrementAndGet();
                } else {
                    failures.add("answered " + answer);
                }
            } catch (Exception | Error e) {
                failures.add(e.toString());
            }
        }
    }

    /** How many right answers there were. */
    long answers() {
        return answers.get();
    }

    /** Waits for the answer to a call that begins after this. */
    void awaitAnswer() {
        long before = answers();
        TestRuntime.await("another answer; " + failures(), () -> answers() > before + count || !failures.isEmpty());
    }

    /** The calls that failed and the answers that were wrong, of which a few are enough. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
