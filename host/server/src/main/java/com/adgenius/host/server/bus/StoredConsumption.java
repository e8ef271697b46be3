package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Handles what waits for one subscription of a {@link StoredBus}. */
final class StoredConsumption implements Consumption {

    private static final System.Logger LOG = System.getLogger(StoredConsumption.class.getName());
    private static final int WINDOW = 1_000;
    private static final int QUEUE_LIMIT = 10_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final Processor<?> processor;
    private final StoredMessages messages;
    private final DeadLetters deadLetters;
    private final Duration poll;
    private final FairQueue<String, String> waiting = new FairQueue<>(QUEUE_LIMIT);
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<String> stranded = ConcurrentHashMap.newKeySet();
    private final List<Thread> workers = new ArrayList<>();
    private final Thread feeder;
    private volatile boolean stopped;

    StoredConsumption(
            String name,
            Processor<?> processor,
            StoredMessages messages,
            DeadLetters deadLetters,
            Duration poll,
            int workerCount) {
        this.name = requireNonNull(name, "name is null");
        this.processor = requireNonNull(processor, "processor is null");
        this.messages = requireNonNull(messages, "messages is null");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters is null");
        this.poll = requireNonNull(poll, "poll is null");
        for (int number = 1; number <= workerCount; number++) {
            workers.add(Thread.ofVirtual().name(name + "-" + number).unstarted(this::work));
        }
        this.feeder = Thread.ofVirtual().name(name + "-feeder").unstarted(this::feed);
    }

    void start() {
        workers.forEach(Thread::start);
        feeder.start();
    }

    /** A message waits; what does not fit is found by a later look. */
    void offer(StoredMessages.Waiting message) {
        waiting.offer(message.tenant(), message.id());
    }

    private void feed() {
        while (!stopped) {
            try {
                messages.waiting(name, WINDOW).forEach(this::offer);
                for (String id : Set.copyOf(stranded)) {
                    messages.giveBack(id);
                    stranded.remove(id);
                }
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "What waits for " + name + " cannot be read; trying again: " + e.getMessage());
                }
            }
            try {
                Thread.sleep(poll);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void work() {
        while (!stopped) {
            try {
                handle(waiting.take());
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.log(System.Logger.Level.WARNING, "A message of " + name + " was not taken: " + e.getMessage());
                }
            }
        }
    }

    private void handle(String id) {
        Optional<Incoming> taken = messages.take(id);
        if (taken.isEmpty()) {
            return;
        }
        held.add(id);
        boolean settled = false;
        try {
            settle(id, taken.get(), processor.process(taken.get()));
            settled = true;
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Message " + id + " was handled, which could not be noted; it comes again: " + e.getMessage());
        } finally {
            held.remove(id);
            if (!settled) {
                stranded.add(id);
            }
        }
    }

    private void settle(String id, Incoming incoming, Ending ending) {
        switch (ending) {
            case Ending.Acknowledged _ -> messages.remove(id);
            case Ending.Again again -> messages.again(id, again);
            case Ending.Dead(DeadLetters.Cause cause) -> {
                deadLetters.keep(name, incoming.body(), cause);
                messages.remove(id);
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
        waiting.close();
        feeder.interrupt();
    }

    @Override
    public boolean join(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        boolean ended = true;
        for (Thread worker : workers) {
            ended &= worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return ended;
    }

    @Override
    public void close() {
        stop();
        try {
            join(CLOSE_LIMIT);
            for (String id : held) {
                messages.giveBack(id);
            }
            for (String id : stranded) {
                messages.giveBack(id);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "What " + name + " did not handle goes back when this node counts as gone: " + e.getMessage());
        }
    }
}
