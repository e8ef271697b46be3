package com.adgenius.host.server.generation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.CreativeUpdates;
import com.adgenius.host.server.creative.Estimate;
import com.adgenius.host.server.event.EventLogs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Tells those who wait that they came nearer: an event for each of the first in the line of the tenant in scope whose place
 * is another than was told last. Whichever node tells it, it is told once.
 */
final class QueueNews {

    /** Who waits behind so many of the tenant's own hears of it when fewer are before. */
    private static final int TOLD = 50;

    /** Nodes may see other tenants' lines differently, so a place further back is not news at once. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final JobStore store;
    private final Estimates estimates;
    private final EventLogs events;
    private final Clock clock;

    QueueNews(JobStore store, Estimates estimates, EventLogs events, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.estimates = requireNonNull(estimates, "estimates is null");
        this.events = requireNonNull(events, "events is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Tells those of the jobs that wait. */
    void tell(List<Job> open) {
        open.stream()
                .filter(job -> job.creative().status() == CreativeStatus.QUEUED)
                .limit(TOLD)
                .forEach(job -> tell(job.creative()));
    }

    private void tell(Creative creative) {
        Estimate estimate = estimates.of(creative);
        int ahead = estimate.jobsAhead().orElse(0);
        Instant now = clock.instant();
        boolean news = store.matched(
                and(
                        eq("_id", creative.id()),
                        eq("status", CreativeStatus.QUEUED.value()),
                        or(
                                exists(CreativeUpdates.JOBS_AHEAD, false),
                                gt(CreativeUpdates.JOBS_AHEAD, ahead),
                                and(
                                        ne(CreativeUpdates.JOBS_AHEAD, ahead),
                                        lt(CreativeUpdates.PLACE_TOLD, Date.from(now.minus(SETTLED)))))),
                combine(set(CreativeUpdates.JOBS_AHEAD, ahead), set(CreativeUpdates.PLACE_TOLD, Date.from(now))));
        if (news) {
            CreativeEvent event = CreativeEvent.waits(creative, now, estimate);
            events.forTenant().append(event.id(), event.type(), CreativeEvent.VERSION, event.time(), event.data());
        }
    }
}
