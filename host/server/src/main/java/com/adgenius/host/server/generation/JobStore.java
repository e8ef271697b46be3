package com.adgenius.host.server.generation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.CreativeDocuments;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.creative.CreativeProblem;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.CreativeUpdates;
import com.adgenius.host.server.creative.Estimate;
import com.adgenius.host.server.creative.Stage;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.CreativeKind;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The creatives of the tenant in scope as jobs. Clocks of nodes may differ by less than a lease; where they differ by
 * more a job may be worked on twice, and the fencing token still lets one result through.
 */
final class JobStore {

    private static final int PLACES = 10_000;

    private final TenantDatabase database;
    private final Clock clock;
    private final Fence fence;
    private final String node;

    JobStore(String node, TenantDatabase database, Clock clock, Fence fence) {
        this.node = requireNonNull(node, "node is null");
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.fence = requireNonNull(fence, "fence is null");
    }

    /** What a write of a job's holder must find, so that it does not count after the job went to another. */
    @FunctionalInterface
    interface Fence {

        /** The last claim wins. */
        Fence TOKEN = claim -> and(eq("_id", claim.id()), eq("lease.token", claim.token()), eq("status", "running"));

        Bson held(Claim claim);
    }

    /**
     * A claim of a job.
     *
     * @param id the creative's id
     * @param token the fencing token
     */
    record Claim(String id, long token) {}

    Optional<Job> find(String id) {
        return Await.first(creatives().find(eq("_id", id))).map(Job::of);
    }

    /** Takes the job, unless another node works on it. */
    Optional<Job> claim(Job job, Duration lease, String version, Estimate estimate) {
        Instant now = clock.instant();
        return update(
                and(
                        eq("_id", job.id()),
                        eq("run", job.run()),
                        exists("deleted_at", false),
                        or(eq("status", "queued"), abandoned(now))),
                combine(
                        CreativeUpdates.status(
                                CreativeStatus.RUNNING, CreativeEvent.running(job.creative(), now, version, estimate)),
                        CreativeUpdates.begun(),
                        set("lease.owner", node),
                        set("lease.until", Date.from(now.plus(lease))),
                        inc("lease.token", 1L),
                        inc("attempts", 1),
                        set("generator_version", version),
                        set("started_at", Date.from(now)),
                        unset("waiting_since")));
    }

    /** Its worker fell silent, or was this node's in its last life: what this node works on now it does not claim. */
    private Bson abandoned(Instant now) {
        return and(
                eq("status", "running"),
                or(lt("lease.until", Date.from(now)), exists("lease.until", false), eq("lease.owner", node)));
    }

    /** Prolongs the claim; false where it no longer counts. */
    boolean renew(Claim claim, Duration lease) {
        return write(claim, set("lease.until", Date.from(clock.instant().plus(lease))));
    }

    /** Writes for the claim's holder; false where it no longer counts. */
    boolean write(Claim claim, Bson change) {
        return matched(fence.held(claim), change);
    }

    /** Gives the job back to the queue in order, without counting an attempt. */
    boolean giveBack(Claim claim, double fraction) {
        CreativeEvent queued = CreativeEvent.queued(claim.id(), clock.instant(), fraction, Estimate.UNKNOWN);
        return write(
                claim,
                combine(
                        CreativeUpdates.status(CreativeStatus.QUEUED, queued),
                        inc("attempts", -1),
                        unset("lease.until"),
                        set("progress.stage", Stage.QUEUED)));
    }

    /**
     * Keeps the handle of a video operation, also where the job was cancelled and the worker interrupted meanwhile: somebody
     * has to end the operation, and finds it as something that is left to do.
     */
    boolean keepHandle(Claim claim, String key, String handle) {
        return Await.uninterrupted(creatives()
                                .updateOne(
                                        and(eq("_id", claim.id()), eq("lease.token", claim.token())),
                                        combine(set("operations.$[operation].handle", handle), set("open", true)),
                                        new UpdateOptions().arrayFilters(List.of(eq("operation.key", key)))))
                        .getMatchedCount()
                > 0;
    }

    /** The claim's holder stopped working, whatever became of the job. */
    void letGo(Claim claim) {
        matched(and(eq("_id", claim.id()), eq("lease.token", claim.token())), unset("lease.until"));
    }

    boolean fail(Claim claim, CreativeProblem problem) {
        return write(
                claim, combine(CreativeUpdates.failed(problem, clock.instant(), claim.id()), unset("lease.until")));
    }

    /** Fails a job that nobody works on. */
    boolean failUnclaimed(Job job, CreativeProblem problem) {
        Instant now = clock.instant();
        return matched(
                and(eq("_id", job.id()), eq("lease.token", job.token()), or(eq("status", "queued"), abandoned(now))),
                combine(CreativeUpdates.failed(problem, now, job.id()), unset("lease.until")));
    }

    /** Fails a job that so many workers died of. */
    boolean failDead(Job job, int attempts, CreativeProblem problem) {
        Instant now = clock.instant();
        return matched(
                and(eq("_id", job.id()), abandoned(now), gte("attempts", attempts)),
                combine(CreativeUpdates.failed(problem, now, job.id()), unset("lease.until")));
    }

    /** Fails the run whoever has it: nobody can end it in order. */
    boolean giveUp(Job job, CreativeProblem problem) {
        return matched(
                and(eq("_id", job.id()), eq("run", job.run()), in("status", "queued", "running")),
                combine(
                        CreativeUpdates.failed(problem, clock.instant(), job.id()),
                        inc("lease.token", 1L),
                        unset("lease.until")));
    }

    /** The work queue has confirmed that it has the run. */
    void handedOver(Job job) {
        matched(and(eq("_id", job.id()), eq("run", job.run())), set("handed_over", handOver(job)));
    }

    /** Notes that the run is given to the work queue again, unless somebody else just did so. */
    boolean handingOverAgain(Job job, Instant last) {
        return matched(
                and(eq("_id", job.id()), eq("run", job.run()), eq("handed_over.at", Date.from(last))),
                set("handed_over", handOver(job)));
    }

    private Document handOver(Job job) {
        return new Document("run", job.run()).append("at", Date.from(clock.instant()));
    }

    /** The work queue has the run no more, though nobody worked on it. */
    void takeBack(String id, int run) {
        matched(and(eq("_id", id), eq("run", run)), unset("handed_over"));
    }

    /** Notes since when the job waits for its generator. */
    void waiting(Job job) {
        matched(
                and(eq("_id", job.id()), eq("status", "queued"), exists("waiting_since", false)),
                set("waiting_since", Date.from(clock.instant())));
    }

    /** Jobs with something left to do, oldest first. */
    List<Job> open(int limit) {
        return Await.all(creatives()
                        .find(eq("open", true))
                        .sort(Sorts.ascending("_id"))
                        .limit(limit))
                .stream()
                .map(Job::of)
                .toList();
    }

    /** Those of the tenant in scope that wait or are worked on, in order. */
    List<WaitingLines.Place> places() {
        return Await.all(creatives()
                        .find(and(eq("open", true), in("status", "queued", "running")))
                        .projection(Projections.include("status", "creative_type", "queued_at"))
                        .sort(Sorts.ascending("queued_at", "_id"))
                        .limit(PLACES))
                .stream()
                .map(document -> new WaitingLines.Place(
                        document.getString("_id"),
                        CreativeKind.of(document.getString("creative_type")),
                        document.getDate("queued_at").toInstant(),
                        CreativeDocuments.status(document) == CreativeStatus.QUEUED))
                .toList();
    }

    /** How long the last runs of a generator took that ended well, in milliseconds, newest first. */
    List<Long> recentDurations(String generator, CreativeKind kind, int limit) {
        return Await.all(creatives()
                        .find(and(
                                eq("generator", generator),
                                eq("creative_type", kind.value()),
                                eq("status", "ready"),
                                exists("started_at")))
                        .projection(Projections.include("started_at", "finished_at"))
                        .sort(Sorts.descending("finished_at"))
                        .limit(limit))
                .stream()
                .map(document -> document.getDate("finished_at").getTime()
                        - document.getDate("started_at").getTime())
                .toList();
    }

    /** The event is in the tenant's log. */
    void published(String id, CreativeEvent event) {
        matched(eq("_id", id), pull("outbox", new Document("id", event.id())));
    }

    /** Ending the job did not succeed; it is to be tried again later. */
    void settleLater(Job job, Instant notBefore) {
        matched(
                and(eq("_id", job.id()), eq("run", job.run())),
                combine(inc("settle_attempts", 1), set("settle_at", Date.from(notBefore))));
    }

    /** Nothing is left to do for the run, unless something came up meanwhile. */
    boolean close(Job job) {
        return matched(
                and(
                        eq("_id", job.id()),
                        eq("run", job.run()),
                        in("status", "ready", "failed", "cancelled"),
                        size("outbox", 0)),
                combine(unset("open"), unset("settle_attempts"), unset("settle_at")));
    }

    boolean matched(Bson filter, Bson change) {
        return Await.one(creatives().updateOne(filter, change)).getMatchedCount() > 0;
    }

    private Optional<Job> update(Bson filter, Bson change) {
        return Await.first(creatives()
                        .findOneAndUpdate(
                                filter, change, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Job::of);
    }

    MongoCollection<Document> creatives() {
        return database.collection(CreativeDocuments.COLLECTION);
    }
}
