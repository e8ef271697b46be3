package com.adgenius.host.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** The calls that run inside an instance, and counters of those that ended. */
final class ActiveCalls {

    private final Set<ActiveCall> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger stuck = new AtomicInteger();
    private final LongAdder ended = new LongAdder();
    private final LongAdder nanoseconds = new LongAdder();
    private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Runnable left;

    /**
     * No calls yet.
     *
     * @param left called after each call that left, on its thread
     */
    ActiveCalls(Runnable left) {
        this.left = left;
    }

    void add(ActiveCall call) {
        running.add(call);
    }

    void remove(ActiveCall call) {
        running.remove(call);
        left.run();
    }

    void stuck(int difference) {
        stuck.addAndGet(difference);
    }

    void count(long duration, Optional<String> failureCode) {
        ended.increment();
        nanoseconds.add(duration);
        failureCode.ifPresent(code ->
                failures.computeIfAbsent(code, ignored -> new LongAdder()).increment());
    }

    void interrupt(Interruption cause) {
        running.forEach(call -> call.interrupt(cause));
    }

    void watch(long now) {
        running.forEach(call -> call.watch(now));
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    int running() {
        return running.size();
    }

    int stuck() {
        return stuck.get();
    }

    long ended() {
        return ended.sum();
    }

    long nanoseconds() {
        return nanoseconds.sum();
    }

    Map<String, Long> failures() {
        return failures.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
