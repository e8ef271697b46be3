package com.adgenius.host.bench.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Requests a second that an address answers to 16 connections. */
final class Throughput {

    private static final int CONNECTIONS = 16;

    private final String address;
    private final long duration;
    private final LongAdder answered = new LongAdder();
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    private Throughput(String address, Duration duration) {
        this.address = address;
        this.duration = duration.toNanos();
    }

    static double of(String address, Duration duration) throws IOException, InterruptedException {
        return new Throughput(address, duration).measure();
    }

    private double measure() throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(CONNECTIONS);
        long began = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    call(began + duration);
                } catch (IOException e) {
                    failure.set(e);
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        IOException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
        return answered.sum() / ((System.nanoTime() - began) / 1e9);
    }

    private void call(long end) throws IOException {
        try (Connection connection = new Connection(address)) {
            while (System.nanoTime() - end < 0) {
                Connection.Reply reply = connection.post(address);
                if (reply.status() != 200) {
                    throw new IOException(address + " answered " + reply);
                }
                answered.increment();
            }
        }
    }
}
