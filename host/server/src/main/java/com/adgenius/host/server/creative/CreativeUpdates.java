package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.PushOptions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The pieces that the updates of a creative's document are made of. */
public final class CreativeUpdates {

    /** The most events that a creative's history holds; the oldest go first. */
    public static final int HISTORY_LIMIT = 100;

    /** Where a creative that waits keeps the jobs before it, as they were told last. */
    public static final String JOBS_AHEAD = "progress.jobs_ahead";

    /** Where it keeps when that was. */
    public static final String PLACE_TOLD = "progress.place_told_at";

    private CreativeUpdates() {}

    /** The new status with the event that tells of it, seen by people as a new revision. */
    public static Bson status(CreativeStatus status, CreativeEvent event) {
        return combine(set("status", status.value()), seen(event.time()), tell(event), set("open", true));
    }

    /** The failure with the event that tells of it. */
    public static Bson failed(CreativeProblem problem, Instant now, String creativeId) {
        return combine(
                status(CreativeStatus.FAILED, CreativeEvent.failed(creativeId, now, problem)),
                set("problem", CreativeDocuments.document(problem)),
                set("finished_at", Date.from(now)));
    }

    /** A worker begins; what an earlier one had done is still shown. */
    public static Bson begun() {
        return combine(set("progress.stage", Stage.RUNNING), unset(JOBS_AHEAD), unset(PLACE_TOLD));
    }

    /** The work is so far, and never less far than it was. */
    public static Bson progress(String stage, double fraction) {
        return combine(set("progress.stage", stage), max("progress.fraction", fraction));
    }

    /** How far a creative is that waits for a worker from now on. */
    static Document waiting(Estimate estimate, Instant now) {
        Document progress = new Document("stage", Stage.QUEUED).append("fraction", 0.0);
        estimate.jobsAhead()
                .ifPresent(jobs -> progress.append("jobs_ahead", jobs).append("place_told_at", Date.from(now)));
        return progress;
    }

    /** Whatever an earlier run left, so that the next one begins anew. */
    static Bson anew() {
        return combine(
                set("attempts", 0),
                set("operations", List.of()),
                unset("problem"),
                unset("checkpoint"),
                unset("content_data"),
                unset("usage"),
                unset("made"),
                unset("templates"),
                unset("parameters"),
                unset("started_at"),
                unset("finished_at"),
                unset("generator_version"),
                unset("waiting_since"));
    }

    /** A change that people see. */
    static Bson seen(Instant now) {
        return combine(inc("revision", 1L), set("updated_at", Date.from(now)));
    }

    /** Puts the event where the tenant's event log will get it from. */
    static Bson tell(CreativeEvent event) {
        return combine(
                push("outbox", event.document()),
                pushEach("history", List.of(event.document()), new PushOptions().slice(-HISTORY_LIMIT)));
    }
}
