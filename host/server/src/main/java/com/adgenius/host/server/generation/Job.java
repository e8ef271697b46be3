package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.context.VideoJournal;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeDocuments;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.creative.GenerationDocuments;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * A creative as its workers see it.
 *
 * @param creative what people see
 * @param run which run it is, from 1
 * @param reservationId what this run reserved
 * @param token the fencing token: the claims made of it so far
 * @param owner the node that claimed it last
 * @param leaseUntil when the last claim ends; empty where nobody holds one
 * @param attempts the claims of this run that did not end in order
 * @param queuedAt when this run was asked for
 * @param waitingSince since when its generator is not loaded
 * @param checkpoint what the generator saved
 * @param operations the video operations of this run
 * @param outbox events that are not in the tenant's log yet
 * @param usage what the run that ended well used
 * @param handedOver when this run was given to the work queue; empty where it was not
 * @param settling what was tried to end it
 * @param open whether something is left to do
 */
record Job(
        Creative creative,
        int run,
        String reservationId,
        long token,
        Optional<String> owner,
        Optional<Instant> leaseUntil,
        int attempts,
        Instant queuedAt,
        Optional<Instant> waitingSince,
        Optional<String> checkpoint,
        List<VideoJournal.Operation> operations,
        List<CreativeEvent> outbox,
        List<ModelUse> usage,
        Optional<Instant> handedOver,
        Settling settling,
        boolean open) {

    Job {
        requireNonNull(creative, "creative is null");
        operations = List.copyOf(operations);
        outbox = List.copyOf(outbox);
        usage = List.copyOf(usage);
    }

    /**
     * What was tried to end a job.
     *
     * @param attempts how often it was tried in vain
     * @param notBefore when to try again
     */
    record Settling(int attempts, Optional<Instant> notBefore) {}

    static Job of(Document document) {
        Document lease = document.get("lease", new Document());
        return new Job(
                CreativeDocuments.creative(document),
                document.getInteger("run"),
                document.getString("reservation_id"),
                lease.get("token", 0L),
                Optional.ofNullable(lease.getString("owner")),
                time(lease, "until"),
                document.get("attempts", 0),
                document.getDate("queued_at").toInstant(),
                time(document, "waiting_since"),
                Optional.ofNullable(document.getString("checkpoint")),
                document.getList("operations", Document.class, List.of()).stream()
                        .map(Job::operation)
                        .toList(),
                document.getList("outbox", Document.class, List.of()).stream()
                        .map(CreativeEvent::of)
                        .toList(),
                GenerationDocuments.usage(document),
                handedOver(document),
                new Settling(document.get("settle_attempts", 0), time(document, "settle_at")),
                document.get("open", false));
    }

    String id() {
        return creative.id();
    }

    boolean leased(Instant now) {
        return leaseUntil.filter(now::isBefore).isPresent();
    }

    private static Optional<Instant> handedOver(Document document) {
        return Optional.ofNullable(document.get("handed_over", Document.class))
                .filter(given -> given.getInteger("run").equals(document.getInteger("run")))
                .map(given -> given.getDate("at").toInstant());
    }

    static VideoJournal.Operation operation(Document document) {
        return new VideoJournal.Operation(
                document.getString("key"),
                document.getString("provider"),
                Optional.ofNullable(document.getString("handle")),
                document.get("after_fallback", false));
    }

    private static Optional<Instant> time(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
