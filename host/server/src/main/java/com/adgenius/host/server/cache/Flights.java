package com.adgenius.host.server.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets one caller of several find a value out. There are never more flights than callers. */
final class Flights {

    private final Map<String, CompletableFuture<Object>> flights = new ConcurrentHashMap<>();
    private final Duration patience;

    /** Flights whose passengers wait that long before they find out for themselves. */
    Flights(Duration patience) {
        this.patience = patience;
    }

    /** The value of whoever finds it out first; whoever gets none of another's finds it out and fails for itself. */
    <T> T share(String name, Class<T> type, Supplier<T> load) {
        CompletableFuture<Object> own = new CompletableFuture<>();
        CompletableFuture<Object> other = flights.putIfAbsent(name, own);
        if (other != null) {
            return await(other, type, load);
        }
        try {
            T value = load.get();
            own.complete(value);
            return value;
        } finally {
            flights.remove(name, own);
            own.cancel(false);
        }
    }

    private <T> T await(CompletableFuture<Object> other, Class<T> type, Supplier<T> load) {
        try {
            return type.cast(other.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return load.get();
        } catch (ExecutionException | TimeoutException | CancellationException _) {
            return load.get();
        }
    }
}
