package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.event.EventLog;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.tenant.TenantDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks through the active tenants for what was missed: jobs nobody took, jobs whose worker died, ends left undone. */
final class Sweeper {

    private static final int JOB_LIMIT = 1_000;
    private static final Duration EVENT_AGE = Duration.ofDays(7);
    private static final int EVENT_COUNT = 20_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final TenantDirectory tenants;
    private final JobStore store;
    private final Settlement settlement;
    private final TenantMetering metering;
    private final EventLogs events;
    private final Clock clock;
    private final Consumer<Job> waiting;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** A sweeper that hands each job that waits for a worker to the consumer, in the tenant's scope. */
    Sweeper(GenerationServices services, JobStore store, Settlement settlement, Consumer<Job> waiting) {
        this.tenants = services.tenants();
        this.store = requireNonNull(store, "store is null");
        this.settlement = requireNonNull(settlement, "settlement is null");
        this.metering = services.metering();
        this.events = services.events();
        this.clock = services.clock();
        this.waiting = requireNonNull(waiting, "waiting is null");
    }

    /** Waits before the next sweep; false where there is none. */
    boolean pause(Duration pause) {
        try {
            return !stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }

    /** Ends the sweep after the tenant that it is at. */
    void stop() {
        stopped.countDown();
    }

    void sweepJobs() throws InterruptedException {
        tenants.eachActive(this::wanted, this::sweepTenantJobs);
    }

    void sweepRemains() throws InterruptedException {
        tenants.eachActive(this::wanted, this::sweepTenantRemains);
        events.forPlatform().sweep(EVENT_AGE, EVENT_COUNT);
    }

    private boolean wanted() {
        return stopped.getCount() > 0;
    }

    private void sweepTenantJobs() throws InterruptedException {
        Instant now = clock.instant();
        for (Job job : store.open(JOB_LIMIT)) {
            if (settlement.due(job, now)) {
                settlement.settle(job.id());
            }
            CreativeStatus status = job.creative().status();
            if (status == CreativeStatus.QUEUED || status == CreativeStatus.RUNNING && !job.leased(now)) {
                waiting.accept(job);
            }
        }
    }

    private void sweepTenantRemains() throws InterruptedException {
        EventLog log = events.forTenant();
        log.sweep(EVENT_AGE, EVENT_COUNT);
        for (TenantMetering.Forgotten reservation : metering.openFor(FORGOTTEN)) {
            boolean wanted = store.find(reservation.creativeId())
                    .filter(Job::open)
                    .filter(job -> job.reservationId().equals(reservation.reservationId()))
                    .isPresent();
            if (!wanted) {
                metering.refund(reservation.reservationId(), "forgotten");
            }
        }
    }
}
