package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.event.EventLog;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.metering.Charged;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.tenant.TenantDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks through the active tenants for what was missed: outboxes, ends left undone, jobs that the work queue lost. */
final class Sweeper {

    private static final int JOB_LIMIT = 1_000;
    private static final int CHARGE_PAGES = 500;
    private static final Duration EVENT_AGE = Duration.ofDays(7);
    private static final int EVENT_COUNT = 20_000;
    private static final Duration UNTAKEN = Duration.ofMinutes(10);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final TenantDirectory tenants;
    private final JobStore store;
    private final Settlement settlement;
    private final TenantMetering metering;
    private final EventLogs events;
    private final Clock clock;
    private final Announcements announcements;
    private final Duration lease;
    private final WaitingLines lines;
    private final QueueNews news;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** A sweeper that takes a claim for lost when it was not renewed for twice the lease. */
    Sweeper(
            GenerationServices services,
            JobStore store,
            Settlement settlement,
            Announcements announcements,
            Duration lease,
            WaitingLines lines,
            QueueNews news) {
        this.tenants = services.tenants();
        this.store = requireNonNull(store, "store is null");
        this.settlement = requireNonNull(settlement, "settlement is null");
        this.metering = services.metering();
        this.events = services.events();
        this.clock = services.clock();
        this.announcements = requireNonNull(announcements, "announcements is null");
        this.lease = requireNonNull(lease, "lease is null");
        this.lines = requireNonNull(lines, "lines is null");
        this.news = requireNonNull(news, "news is null");
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
        Set<String> swept = new HashSet<>();
        tenants.eachActive(this::wanted, () -> {
            swept.add(TenantScope.current().slug());
            sweepTenantJobs();
        });
        if (wanted()) {
            lines.keep(swept);
        }
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
        List<Job> open = store.open(JOB_LIMIT);
        lines.saw(open.stream()
                .flatMap(job -> WaitingLines.Place.of(job).stream())
                .toList());
        news.tell(open);
        for (Job job : open) {
            if (settlement.due(job, now)) {
                settlement.settle(job.id());
            }
            job.handedOver()
                    .filter(last -> lost(job, last, now))
                    .ifPresent(last -> announcements.handOverAgain(job, last));
        }
    }

    /**
     * Whether the work queue seems to have lost the job. It does not, but a broker's disk can be lost, and a worker can be
     * cut off from the database alone; a message too many costs a look at the document.
     */
    private boolean lost(Job job, Instant handedOver, Instant now) {
        return switch (job.creative().status()) {
            case QUEUED -> handedOver.plus(UNTAKEN).isBefore(now);
            case RUNNING ->
                handedOver.plus(lease).isBefore(now)
                        && job.leaseUntil().orElse(handedOver).plus(lease).isBefore(now);
            case READY, FAILED, CANCELLED -> false;
        };
    }

    private void sweepTenantRemains() throws InterruptedException {
        EventLog log = events.forTenant();
        log.sweep(EVENT_AGE, EVENT_COUNT);
        tellCharges();
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

    /** Page by page, for questions of search are many; no further than the bus takes them. */
    private void tellCharges() {
        for (int page = 0; page < CHARGE_PAGES && wanted(); page++) {
            List<Charged> charges = metering.untold();
            if (charges.isEmpty() || !charges.stream().allMatch(announcements::publish)) {
                return;
            }
        }
    }
}
