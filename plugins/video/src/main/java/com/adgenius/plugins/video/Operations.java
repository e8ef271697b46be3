package com.adgenius.plugins.video;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.Models.VideoOperation;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Starts videos and polls them until each is made.
 *
 * <p>An interruption ends the waiting, not the operations: it may be a shutdown, after which the next call takes them up
 * by their keys. Where it was a cancellation, the host ends them. The host's deadline bounds the whole.
 */
final class Operations {

    /** Few at once: providers allow few, and a crash leaves few to take up. */
    private static final int IN_FLIGHT = 4;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final GenerationContext context;
    private final int total;
    private final Queue<Order> waiting;
    private final List<Running> running = new ArrayList<>();
    private final Map<String, VideoStatus.Succeeded> made = new LinkedHashMap<>();
    private double shown;

    private Operations(GenerationContext context, List<Order> orders) {
        this.context = requireNonNull(context, "context is null");
        this.total = orders.size();
        this.waiting = new ArrayDeque<>(orders);
    }

    /** A video to be made, named within the generation. */
    record Order(String key, String format, int variant, VideoRequest request) {}

    /**
     * Makes them all; what each key gave.
     *
     * @throws PluginException what the first that failed said
     */
    static Map<String, VideoStatus.Succeeded> perform(List<Order> orders, GenerationContext context)
            throws PluginException, InterruptedException {
        return new Operations(context, orders).perform();
    }

    private Map<String, VideoStatus.Succeeded> perform() throws PluginException, InterruptedException {
        report();
        while (made.size() < total) {
            while (running.size() < IN_FLIGHT && !waiting.isEmpty()) {
                Order order = waiting.remove();
                Models models = context.models().making(order.format(), order.variant(), 1);
                running.add(new Running(order.key(), models.video(order.key(), order.request())));
            }
            Running next = running.stream()
                    .min(Comparator.comparingLong(Running::remainingNanos))
                    .orElseThrow();
            Thread.sleep(Duration.ofNanos(Math.max(0, next.remainingNanos())));
            take(next, next.operation.poll());
            report();
        }
        return made;
    }

    private void take(Running operation, VideoStatus status) throws PluginException {
        switch (status) {
            case VideoStatus.Running(double fraction, Duration pollAfter) -> operation.continues(fraction, pollAfter);
            case VideoStatus.Succeeded succeeded -> {
                running.remove(operation);
                made.put(operation.key, succeeded);
            }
            case VideoStatus.Failed(var code, String message) ->
                throw new PluginException(code, operation.key + ": " + message);
        }
    }

    /** Never less than was shown before: after a restart, or where a model starts over, the user need not know. */
    private void report() {
        double done = made.size();
        for (Running operation : running) {
            done += operation.fraction;
        }
        shown = Math.max(shown, Math.min(1, done / total));
        context.progress("Filming, " + made.size() + " of " + total + " done", shown);
    }

    private static final class Running {

        private final String key;
        private final VideoOperation operation;
        private double fraction;
        private long pollAt = System.nanoTime();

        Running(String key, VideoOperation operation) {
            this.key = key;
            this.operation = operation;
        }

        void continues(double now, Duration pollAfter) {
            fraction = now >= 0 && now <= 1 ? now : fraction;
            Duration bounded = pollAfter.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : pollAfter;
            bounded = bounded.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : bounded;
            pollAt = System.nanoTime() + bounded.toNanos();
        }

        long remainingNanos() {
            return pollAt - System.nanoTime();
        }
    }
}
