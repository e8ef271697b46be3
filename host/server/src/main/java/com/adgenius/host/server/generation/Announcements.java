package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.BusUnavailableException;
import com.adgenius.host.server.bus.DomainEvent;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.Message;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.creative.CreativeProblem;
import com.adgenius.host.server.event.EventLog;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.metering.Charged;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.metering.UsagePurpose;
import com.adgenius.host.server.scope.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes from the outboxes what happened to the creatives of the tenant in scope: into the tenant's log, and to the bus. An
 * entry leaves its outbox when the log has it and the bus has confirmed it, so it may be told twice, never not at all.
 */
final class Announcements {

    private static final System.Logger LOG = System.getLogger(Announcements.class.getName());

    private final JobStore store;
    private final EventLogs events;
    private final EventBus bus;
    private final TenantMetering metering;
    private final Clock clock;

    Announcements(JobStore store, GenerationServices services) {
        this.store = requireNonNull(store, "store is null");
        this.events = services.events();
        this.bus = services.bus();
        this.metering = services.metering();
        this.clock = services.clock();
    }

    /** Whether there is something to tell of the job. */
    static boolean due(Job job) {
        return !job.outbox().isEmpty() || waits(job);
    }

    private static boolean waits(Job job) {
        return job.open()
                && job.handedOver().isEmpty()
                && !job.creative().status().ended();
    }

    /** Tells what the job's outbox holds, and hands it to the workers; what the bus does not take now waits for a sweep. */
    void publish(Job job) {
        EventLog log = events.forTenant();
        for (CreativeEvent event : job.outbox()) {
            log.append(event.id(), event.type(), CreativeEvent.VERSION, event.time(), event.data());
        }
        try {
            for (CreativeEvent event : job.outbox()) {
                domainEvent(job, event).ifPresent(told -> bus.publish(message(event.id(), event.time(), told)));
                store.published(job.id(), event);
            }
            if (waits(job)) {
                bus.publish(message(requestId(job), job.queuedAt(), requested(job)));
                store.handedOver(job);
            }
        } catch (BusUnavailableException e) {
            later(job.id(), e);
        }
    }

    private static Optional<DomainEvent> domainEvent(Job job, CreativeEvent event) {
        String kind = job.creative().kind().value();
        String generator = job.creative().generator();
        return switch (event.type()) {
            case "creative.generated" -> Optional.of(new DomainEvent.CreativeGenerated(job.id(), kind, generator));
            case "creative.updated" -> Optional.of(new DomainEvent.CreativeChanged(job.id(), kind, "updated"));
            case "creative.deleted" -> Optional.of(new DomainEvent.CreativeChanged(job.id(), kind, "deleted"));
            case "creative.restored" -> Optional.of(new DomainEvent.CreativeChanged(job.id(), kind, "restored"));
            case "creative.failed" -> {
                Optional<CreativeProblem> problem = job.creative().problem();
                yield Optional.of(new DomainEvent.CreativeFailed(
                        job.id(),
                        kind,
                        generator,
                        problem.map(CreativeProblem::code).orElse("retried"),
                        problem.map(CreativeProblem::retriable).orElse(true)));
            }
            default -> Optional.empty();
        };
    }

    private static String requestId(Job job) {
        return "creative.requested:" + job.id() + ":" + job.run();
    }

    private static DomainEvent requested(Job job) {
        return new DomainEvent.CreativeRequested(job.id(), job.creative().kind().value(), job.run());
    }

    /** Hands a job to the workers once more whose message seems to be lost; {@code last} is when it was handed over. */
    void handOverAgain(Job job, Instant last) {
        if (!store.handingOverAgain(job, last)) {
            return;
        }
        Instant now = clock.instant();
        try {
            bus.publish(message(requestId(job) + ":" + now.toEpochMilli(), now, requested(job)));
        } catch (BusUnavailableException e) {
            later(job.id(), e);
            store.takeBack(job.id(), job.run());
        }
    }

    /** Tells of a charge; whether the bus took it. */
    boolean publish(Charged charged) {
        DomainEvent recorded = new DomainEvent.UsageRecorded(
                charged.reservationId(),
                charged.creativeId(),
                charged.purpose().map(UsagePurpose::value),
                charged.usage().stream()
                        .map(usage -> new DomainEvent.Used(usage.model(), usage.quantities()))
                        .toList());
        try {
            bus.publish(message("usage.recorded:" + charged.reservationId(), charged.time(), recorded));
            metering.told(charged);
            return true;
        } catch (BusUnavailableException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Charge " + charged.reservationId() + " is told when the bus is back: " + e.getMessage());
            return false;
        }
    }

    private static Message message(String id, Instant time, DomainEvent event) {
        return Message.ofTenant(TenantScope.current().slug(), id, time, event);
    }

    private static void later(String creativeId, BusUnavailableException e) {
        LOG.log(
                System.Logger.Level.WARNING,
                "What happened to creative " + creativeId + " is told when the bus is back: " + e.getMessage());
    }
}
