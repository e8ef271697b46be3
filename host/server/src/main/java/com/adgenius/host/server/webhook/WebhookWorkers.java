package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.event.EventLog;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.delivery.Lane;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.tenant.TenantDirectory;
import com.adgenius.host.server.webhook.WebhookDeliveries.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A node's work for webhooks. Tenants take turns; a turn writes deliveries down, claims what is due and lets threads of its
 * own send it, so that no receiver makes a tenant wait, and no tenant another. Appends and a sweep merely say where to look.
 */
final class WebhookWorkers implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WebhookWorkers.class.getName());
    private static final int TURNS = 16;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** What is tried again later than that is found by a sweep, of whichever node. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private final EventLogs events;
    private final TenantDirectory tenants;
    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final FanOut fanOut;
    private final Attempt attempt;
    private final Duration lease;
    private final Duration sweep;
    private final Slots slots = new Slots();
    private final Lane lane = new Lane("webhooks", TURNS, this::take);
    private final Set<Thread> sending = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-timer").factory());

    private Optional<EventLog.Subscription> appends = Optional.empty();
    private Optional<Thread> sweeper = Optional.empty();

    WebhookWorkers(
            WebhookServices services,
            WebhookSettings settings,
            WebhookStore webhooks,
            WebhookDeliveries deliveries,
            FanOut fanOut,
            Attempt attempt) {
        this.events = services.events();
        this.tenants = services.tenants();
        this.sweep = services.sweep();
        this.lease = settings.lease();
        this.webhooks = requireNonNull(webhooks, "webhooks is null");
        this.deliveries = requireNonNull(deliveries, "deliveries is null");
        this.fanOut = requireNonNull(fanOut, "fanOut is null");
        this.attempt = requireNonNull(attempt, "attempt is null");
    }

    void start() {
        appends = Optional.of(events.onAppend((tenant, _) -> lane.offer(tenant)));
        sweeper = Optional.of(Thread.ofVirtual().name("webhook-sweeper").start(this::sweep));
    }

    /** There is something to do for the tenant. */
    void wake(Tenant tenant) {
        lane.offer(tenant);
    }

    private boolean stopping() {
        return stopped.getCount() == 0;
    }

    private void sweep() {
        try {
            do {
                try {
                    tenants.eachActive(() -> !stopping(), () -> {
                        if (webhooks.anyEnabled()) {
                            lane.offer(TenantScope.current());
                        }
                    });
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "The tenants could not be looked through; trying again", e);
                }
            } while (!stopped.await(sweep.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "The sweep for webhooks ended");
        }
    }

    private boolean take(Tenant tenant) {
        try {
            return TenantScope.call(tenant, () -> {
                boolean more = fanOut.page();
                sendDue(tenant);
                return more;
            });
        } catch (Exception e) {
            if (!stopping()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The webhooks of " + tenant.slug() + " could not be worked on; it is tried again",
                        e);
            }
            return false;
        }
    }

    private void sendDue(Tenant tenant) {
        List<String> due = deliveries.due();
        if (due.isEmpty()) {
            return;
        }
        List<Webhook> open = new ArrayList<>(webhooks.enabled());
        open.removeIf(webhook -> !due.contains(webhook.id()));
        // In turns, and in another order each time, so that no webhook always comes last.
        Collections.shuffle(open);
        while (!open.isEmpty() && !stopping()) {
            open.removeIf(webhook -> !sendOne(tenant, webhook));
        }
    }

    private boolean sendOne(Tenant tenant, Webhook webhook) {
        if (!slots.take(tenant.slug(), webhook)) {
            return false;
        }
        boolean begun = false;
        try {
            Optional<Claim> claim = deliveries.claim(webhook.id(), lease);
            if (claim.isPresent()) {
                Thread thread =
                        Thread.ofVirtual().name("webhook-send").unstarted(() -> send(tenant, webhook, claim.get()));
                sending.add(thread);
                thread.start();
                begun = true;
            }
            return begun;
        } finally {
            if (!begun) {
                slots.giveBack(tenant.slug(), webhook);
            }
        }
    }

    private void send(Tenant tenant, Webhook webhook, Claim claim) {
        Optional<Duration> again = Optional.empty();
        try {
            again = TenantScope.call(tenant, () -> attempt.make(claim));
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "A try was cut off");
        } catch (Exception e) {
            if (!stopping()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Delivery " + claim.delivery().id() + " of " + tenant.slug()
                                + " could not be tried; it is tried again",
                        e);
            }
        } finally {
            slots.giveBack(tenant.slug(), webhook);
            sending.remove(Thread.currentThread());
            again.ifPresent(pause -> wakeAfter(tenant, pause));
            lane.offer(tenant);
        }
    }

    private void wakeAfter(Tenant tenant, Duration pause) {
        if (pause.compareTo(SOON) > 0) {
            return;
        }
        try {
            var _ = timer.schedule(() -> lane.offer(tenant), pause.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.log(System.Logger.Level.DEBUG, "The next try is another node's, or comes after the next start");
        }
    }

    /**
     * Stops: claims nothing more, gives what is being sent the grace, then cuts it off. What was cut off is due again at
     * once, here or on another node, without counting the try.
     */
    @Override
    public void close() throws InterruptedException {
        stopped.countDown();
        timer.shutdownNow();
        appends.ifPresent(EventLog.Subscription::close);
        lane.close();
        lane.join(STOP_LIMIT);
        join(GRACE);
        sending.forEach(Thread::interrupt);
        join(STOP_LIMIT);
        if (sweeper.isPresent()) {
            sweeper.get().join(STOP_LIMIT);
        }
    }

    private void join(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : List.copyOf(sending)) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }
}
