package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Something that happened to a creative. It is written into the creative's document by the same update that makes it
 * true, and goes from there to the tenant's event log.
 *
 * @param id unique
 * @param type for instance {@code creative.queued}
 * @param time when it happened
 * @param data JSON values
 */
public record CreativeEvent(String id, String type, Instant time, Map<String, Object> data) {

    /** The type that tells how far the work is. */
    public static final String PROGRESS = "creative.progress";

    /** All types. */
    public static final List<String> TYPES = List.of(
            "creative.queued",
            "creative.running",
            PROGRESS,
            "creative.generated",
            "creative.failed",
            "creative.cancelled",
            "creative.updated",
            "creative.approved",
            "creative.rejected",
            "creative.restored",
            "creative.deleted",
            "creative.purged");

    /** The version of the data of every type here. */
    public static final int VERSION = 1;

    public CreativeEvent {
        requireNonNull(id, "id is null");
        requireNonNull(type, "type is null");
        requireNonNull(time, "time is null");
        data = JsonValues.copyOf(data);
    }

    /** It waits for a worker, with so much of the work done before it was given back. */
    public static CreativeEvent queued(String creativeId, Instant time, double fraction, Estimate estimate) {
        return of("creative.queued", creativeId, time, stage(CreativeStatus.QUEUED, Stage.QUEUED, fraction, estimate));
    }

    /** It still waits for a worker, at another place of the line. */
    public static CreativeEvent waits(Creative creative, Instant time, Estimate estimate) {
        return of(
                PROGRESS,
                creative.id(),
                time,
                stage(CreativeStatus.QUEUED, Stage.QUEUED, creative.progress().fraction(), estimate));
    }

    /** A worker took it. */
    public static CreativeEvent running(Creative creative, Instant time, String version, Estimate estimate) {
        Map<String, Object> data = new LinkedHashMap<>(
                stage(CreativeStatus.RUNNING, Stage.RUNNING, creative.progress().fraction(), estimate));
        data.put("generator", creative.generator());
        data.put("generator_version", version);
        return of("creative.running", creative.id(), time, data);
    }

    /** It is ready. */
    public static CreativeEvent generated(String creativeId, Instant time) {
        return of(
                "creative.generated", creativeId, time, stage(CreativeStatus.READY, Stage.READY, 1, Estimate.UNKNOWN));
    }

    /** It failed. */
    public static CreativeEvent failed(String creativeId, Instant time, CreativeProblem problem) {
        Map<String, Object> why = Map.of(
                "code", problem.code(),
                "title", problem.title(),
                "detail", problem.detail(),
                "retriable", problem.retriable());
        return of("creative.failed", creativeId, time, Map.of("status", "failed", "problem", why));
    }

    /** Somebody ended it. */
    public static CreativeEvent cancelled(String creativeId, Instant time) {
        return of("creative.cancelled", creativeId, time, Map.of("status", "cancelled"));
    }

    /**
     * Somebody changed what people may change.
     *
     * @param by the user's id
     * @param changed the fields that are others now
     * @param contentHash names its content as it is now; empty where it has none
     */
    public static CreativeEvent updated(
            String creativeId, Instant time, String by, List<String> changed, String contentHash) {
        return of(
                "creative.updated",
                creativeId,
                time,
                Map.of("by", by, "changed", changed, "content_hash", contentHash));
    }

    /** Somebody approved or rejected its content. */
    public static CreativeEvent decided(String creativeId, Approval approval) {
        return of(
                "creative." + approval.status().value(),
                creativeId,
                approval.at(),
                Map.of("by", approval.by(), "content_hash", approval.contentHash(), "reason", approval.reason()));
    }

    /** It is back after it was removed. */
    public static CreativeEvent restored(String creativeId, Instant time, String by) {
        return of("creative.restored", creativeId, time, Map.of("by", by));
    }

    /** It is gone for good. Whoever says so again says the same. */
    public static CreativeEvent purged(String creativeId, Instant time) {
        String type = "creative.purged";
        return new CreativeEvent(type + ":" + creativeId, type, time, Map.of("id", creativeId));
    }

    /** It was removed. */
    public static CreativeEvent deleted(String creativeId, Instant time) {
        return of("creative.deleted", creativeId, time, Map.of());
    }

    /** How far the work is. */
    public static CreativeEvent progress(
            String creativeId, Instant time, String stage, double fraction, Estimate estimate) {
        return of(PROGRESS, creativeId, time, stage(CreativeStatus.RUNNING, stage, fraction, estimate));
    }

    /** What every step of the work tells; of the estimate what is known. */
    private static Map<String, Object> stage(CreativeStatus status, String stage, double fraction, Estimate estimate) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", status.value());
        data.put("stage", stage);
        data.put("fraction", fraction);
        data.putAll(estimate.properties());
        return data;
    }

    private static CreativeEvent of(String type, String creativeId, Instant time, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", creativeId);
        data.putAll(more);
        return new CreativeEvent(TimeOrderedId.next(), type, time, data);
    }

    /** The event in its creative's document. */
    public Document document() {
        return new Document("id", id)
                .append("type", type)
                .append("time", Date.from(time))
                .append("data", JsonValues.text(data));
    }

    /** The event that the document holds. */
    public static CreativeEvent of(Document document) {
        return new CreativeEvent(
                document.getString("id"),
                document.getString("type"),
                document.getDate("time").toInstant(),
                JsonValues.object(document.getString("data")));
    }
}
