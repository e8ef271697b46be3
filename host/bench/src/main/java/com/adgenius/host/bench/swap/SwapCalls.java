package com.adgenius.host.bench.swap;

import com.adgenius.host.bench.http.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Callers, each with a connection of its own. Every tenth call lasts longer than a swap, every fiftieth streams. Nothing is
 * sent twice.
 */
final class SwapCalls {

    private final SwapServer server;
    private final long calls;
    private final CountDownLatch ended;
    private final AtomicLong taken = new AtomicLong();
    private final LongAdder answered = new LongAdder();
    private final LongAdder first = new LongAdder();
    private final LongAdder second = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Latencies latencies = new Latencies();
    /** Swaps that were begun and swaps that have ended: version 1 serves when it is even, 2 when it is odd. */
    private final AtomicInteger begun = new AtomicInteger();

    private final AtomicInteger over = new AtomicInteger();

    SwapCalls(SwapServer server, int connections, long calls) {
        this.server = server;
        this.calls = calls;
        this.ended = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            Thread.ofPlatform().daemon().start(this::run);
        }
    }

    private void run() {
        try {
            for (long number = taken.getAndIncrement(); number < calls; ) {
                try (Connection connection = new Connection(server.address("/"))) {
                    for (; number < calls; number = taken.getAndIncrement()) {
                        call(connection, number);
                    }
                } catch (IOException e) {
                    failures.add("connection: " + e);
                    answered.increment();
                    number = taken.getAndIncrement();
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private void call(Connection connection, long number) throws IOException {
        String path = number % 50 == 25 ? "/stream" : number % 10 == 0 ? "/long" : "/short";
        int swapsEnded = over.get();
        boolean quiet = begun.get() == swapsEnded;
        long sent = System.nanoTime();
        Connection.Reply reply = connection.post(server.address(path));
        long took = System.nanoTime() - sent;
        int swapsBegun = begun.get();
        if (path.equals("/short")) {
            latencies.add(quiet && swapsBegun == swapsEnded, took);
        }
        judge(path, reply, swapsEnded, swapsBegun);
        answered.increment();
    }

    private void judge(String path, Connection.Reply reply, int swapsEnded, int swapsBegun) {
        String body = reply.body();
        if (reply.status() != 200) {
            failures.add(path + ": status " + reply.status());
            return;
        }
        for (int version : swapsEnded == swapsBegun ? List.of(1 + swapsEnded % 2) : List.of(1, 2)) {
            if (body.equals(expected(path, version))) {
                (version == 1 ? first : second).increment();
                return;
            }
        }
        failures.add(path + ": answered " + body + " between swap " + swapsEnded + " and " + swapsBegun);
    }

    private static String expected(String path, int version) {
        int answer = version * 1000 + SwapServer.NAME.length();
        return path.equals("/stream") ? (answer + "\n").repeat(SwapServer.PIECES) : "{\"answer\":" + answer + "}";
    }

    /** A swap begins. */
    void swapBegins() {
        begun.incrementAndGet();
    }

    /** It has ended. */
    void swapEnded() {
        over.incrementAndGet();
    }

    /** Waits until so many calls were answered, or failed. */
    void await(long number) throws InterruptedException {
        while (answered.sum() < number) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Waits for the last call. */
    void await() throws InterruptedException {
        ended.await();
    }

    long requests() {
        return answered.sum();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    long first() {
        return first.sum();
    }

    long second() {
        return second.sum();
    }

    Latencies latencies() {
        return latencies;
    }
}
