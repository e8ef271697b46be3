package com.adgenius.host.server.generation;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.GenerationJob;
import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.context.VideoJournal;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.creative.GenerationDocuments;
import com.adgenius.host.server.event.EventLogs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** One claimed job while its generator works: what the generator tells and keeps goes into the document by the claim. */
final class JobRun implements GenerationJob, VideoJournal {

    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

    private final Job job;
    private final JobStore store;
    private final EventLogs events;
    private final Clock clock;
    private final List<ModelUse> used = new ArrayList<>();
    private final Map<String, ModelUse> usedByOperation = new LinkedHashMap<>();
    private Instant progressTold = Instant.MIN;

    JobRun(Job job, JobStore store, EventLogs events, Clock clock) {
        this.job = requireNonNull(job, "job is null");
        this.store = requireNonNull(store, "store is null");
        this.events = requireNonNull(events, "events is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    Job job() {
        return job;
    }

    JobStore.Claim claim() {
        return new JobStore.Claim(job.id(), job.token());
    }

    /** What this run used, each video operation once. */
    synchronized List<ModelUse> usage() {
        List<ModelUse> all = new ArrayList<>(used);
        all.addAll(usedByOperation.values());
        return all;
    }

    @Override
    public String creativeId() {
        return job.id();
    }

    @Override
    public void progress(String stage, double fraction) {
        Instant now = clock.instant();
        synchronized (this) {
            if (progressTold.plus(PROGRESS_INTERVAL).isAfter(now)) {
                return;
            }
            progressTold = now;
        }
        if (store.write(claim(), set("progress", new Document("stage", stage).append("fraction", fraction)))) {
            CreativeEvent event = CreativeEvent.progress(job.id(), now, stage, fraction);
            events.forTenant().append(event.id(), event.type(), CreativeEvent.VERSION, event.time(), event.data());
        }
    }

    @Override
    public Optional<String> checkpoint() {
        return current().checkpoint();
    }

    @Override
    public void saveCheckpoint(String text) {
        write(set("checkpoint", text));
    }

    @Override
    public void used(ModelUse use) {
        synchronized (this) {
            used.add(use);
        }
        made(use);
    }

    @Override
    public void used(String operationKey, ModelUse use) {
        synchronized (this) {
            usedByOperation.put(operationKey, use);
        }
        made(use);
    }

    /** At once: a checkpoint may keep a piece whose maker another worker would have to name. */
    private void made(ModelUse use) {
        if (use.pieces().isPresent()) {
            store.write(claim(), push("made", GenerationDocuments.document(use)));
        }
    }

    @Override
    public VideoJournal videos() {
        return this;
    }

    @Override
    public Optional<Operation> find(String key) {
        return current().operations().stream()
                .filter(operation -> operation.key().equals(key))
                .findFirst();
    }

    @Override
    public void starting(String key, String provider, boolean afterFallback) {
        write(push(
                "operations",
                new Document("key", key).append("provider", provider).append("after_fallback", afterFallback)));
    }

    @Override
    public void started(String key, String handle) {
        if (!store.keepHandle(claim(), key, handle)) {
            throw over();
        }
    }

    @Override
    public void forget(String key) {
        write(pull("operations", eq("key", key)));
    }

    private Job current() {
        return store.find(job.id()).filter(now -> now.token() == job.token()).orElseThrow(this::over);
    }

    private void write(Bson change) {
        if (!store.write(claim(), change)) {
            throw over();
        }
    }

    private IllegalStateException over() {
        return new IllegalStateException(
                "Creative " + job.id() + " is no longer this worker's: it was cancelled or given to another");
    }
}
