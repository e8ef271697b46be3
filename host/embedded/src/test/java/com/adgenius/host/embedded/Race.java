package com.adgenius.host.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The same task on several threads that begin at one moment. */
final class Race {

    private Race() {}

    /** Runs it on so many threads; what each gave. */
    static <T> List<T> run(int threads, Callable<T> task) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = executor.invokeAll(IntStream.range(0, threads)
                    .mapToObj(i -> (Callable<T>) () -> {
                        start.await();
                        return task.call();
                    })
                    .toList());
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
