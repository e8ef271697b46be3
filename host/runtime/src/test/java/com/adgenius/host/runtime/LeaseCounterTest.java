package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The promise that the whole runtime stands on, beside counters that break it. */
class LeaseCounterTest {

    private static final int THREADS = 6;
    private static final int SWAPS = 20_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @Test
    void theLastLeaseReportsTheDrainOnce() {
        AtomicInteger drained = new AtomicInteger();
        LeaseCounter counter = new LeaseCounter(drained::incrementAndGet);
        int first = counter.acquire();
        int second = counter.acquire();
        int third = counter.retain(second);
        assertThat(counter.count()).isEqualTo(3);

        counter.retire();
        counter.release(first);
        counter.release(second);
        assertThat(drained).hasValue(0);
        counter.release(third);

        assertThat(drained).hasValue(1);
        assertThat(counter.drained()).isTrue();
        assertThat(counter.acquire()).isEqualTo(LeaseCounter.RETIRED);
        assertThat(drained).hasValue(1);
        assertThat(counter.count()).isZero();
    }

    @Test
    void theDrainWaitsForALeaseThatWasTakenBesideOneThatEnded() {
        AtomicInteger drained = new AtomicInteger();
        LeaseCounter counter = new LeaseCounter(drained::incrementAndGet);
        int first = counter.acquire();
        int second = counter.retain(first);
        counter.release(first);

        counter.retire();
        counter.look();
        assertThat(drained).hasValue(0);
        counter.release(second);

        assertThat(drained).hasValue(1);
    }

    @Test
    void retiringWithoutLeasesReportsTheDrainAtOnce() {
        AtomicInteger drained = new AtomicInteger();
        new LeaseCounter(drained::incrementAndGet).retire();

        assertThat(drained).hasValue(1);
    }

    @Test
    void aLeaseMayBeEndedByAnotherThreadThanTheOneThatTookIt() throws Exception {
        AtomicInteger drained = new AtomicInteger();
        LeaseCounter counter = new LeaseCounter(drained::incrementAndGet);
        int taken = counter.acquire();
        counter.retire();
        Thread.ofPlatform().start(() -> counter.release(taken)).join();

        assertThat(drained).hasValue(1);
    }

    @Test
    void noCallEntersAnInstanceAfterItsDrainAndNoneIsTurnedAwayForGood() throws Exception {
        Race race = new Race(true, true);

        race.run();

        assertThat(race.calls.get()).isPositive();
        assertThat(race.lateEntries).hasValue(0);
        assertThat(race.turnedAway).hasValue(0);
    }

    @Test
    void withoutTheStepBackTheSameRaceReportsLateEntries() throws Exception {
        Race race = new Race(false, true);

        race.run();

        assertThat(race.lateEntries.get()).isPositive();
    }

    @Test
    void retiringBeforePublishingIsReportedAsCallsTurnedAway() throws Exception {
        Race race = new Race(true, false);

        race.run();

        assertThat(race.turnedAway.get()).isPositive();
    }

    /** Something that can be called until it is closed: it is closed by the drain. */
    private static final class Target {

        private final LeaseCounter counter = new LeaseCounter(this::close);
        private volatile boolean closed;

        private void close() {
            closed = true;
        }
    }

    /** Callers and swaps, as many as fit, with or without the two rules that make them safe. */
    private static final class Race {

        private final boolean stepBack;
        private final boolean publishFirst;
        private final AtomicLong calls = new AtomicLong();
        private final AtomicInteger lateEntries = new AtomicInteger();
        private final AtomicInteger turnedAway = new AtomicInteger();
        private volatile Target route = new Target();
        private volatile boolean over;

        Race(boolean stepBack, boolean publishFirst) {
            this.stepBack = stepBack;
            this.publishFirst = publishFirst;
        }

        void run() throws Exception {
            CyclicBarrier start = new CyclicBarrier(THREADS + 1);
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                List<Future<?>> callers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    callers.add(threads.submit(() -> {
                        start.await();
                        while (!over) {
                            call();
                        }
                        return null;
                    }));
                }
                start.await();
                long until = System.nanoTime() + PATIENCE;
                for (int i = 0; !reported() && (i < SWAPS || planted() && System.nanoTime() < until); i++) {
                    swap();
                }
                over = true;
                for (Future<?> caller : callers) {
                    caller.get();
                }
            }
        }

        private boolean planted() {
            return !stepBack || !publishFirst;
        }

        /** A planted fault needs to be seen once only, however long a busy machine takes to show it. */
        private boolean reported() {
            return lateEntries.get() + turnedAway.get() > 0;
        }

        private void swap() {
            Target old = route;
            if (publishFirst) {
                route = new Target();
                old.counter.retire();
            } else {
                old.counter.retire();
                Thread.onSpinWait();
                route = new Target();
            }
        }

        private void call() {
            Target target = route;
            int taken = target.counter.acquire();
            if (taken == LeaseCounter.RETIRED && stepBack) {
                if (route == target) {
                    turnedAway.incrementAndGet();
                }
                return;
            }
            if (target.closed) {
                lateEntries.incrementAndGet();
            }
            calls.incrementAndGet();
            if (taken != LeaseCounter.RETIRED) {
                target.counter.release(taken);
            }
        }
    }
}
