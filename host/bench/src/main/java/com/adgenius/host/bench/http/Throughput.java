package com.adgenius.host.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests a second that an address answers to 16 connections, which are kept from one turn to the next: a new client's
 * would come on top of those that the old one still holds.
 */
final class Throughput implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    double of(String address, Duration duration) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.noBody())
                .build();
        LongAdder answered = new LongAdder();
        AtomicReference<IOException> failure = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(CONNECTIONS);
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (System.nanoTime() - end < 0) {
                        int status =
                                client.send(request, BodyHandlers.discarding()).statusCode();
                        if (status != 200) {
                            throw new IOException(address + " answered " + status);
                        }
                        answered.increment();
                    }
                } catch (IOException e) {
                    failure.set(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        if (failure.get() != null) {
            throw failure.get();
        }
        return answered.sum() / ((System.nanoTime() - began) / 1e9);
    }

    @Override
    public void close() {
        client.close();
    }
}
