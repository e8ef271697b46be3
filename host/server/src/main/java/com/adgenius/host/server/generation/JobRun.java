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
import com.adgenius.host.server.creative.CreativeUpdates;
import com.adgenius.host.server.creative.GenerationDocuments;
import com.adgenius.host.server.creative.Stage;
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
    private final Estimates estimates;
    private final EventLogs events;
    private final Clock clock;
    private final List<ModelUse> used = new ArrayList<>();
    private final Map<String, ModelUse> usedByOperation = new LinkedHashMap<>();
    private Instant progressTold = Instant.MIN;
    private double fraction;

    JobRun(Job job, JobStore store, Estimates estimates, EventLogs events, Clock clock) {
        this.job = requireNonNull(job, "job is null");
        this.store = requireNonNull(store, "store is null");
        this.estimates = requireNonNull(estimates, "estimates is null");
        this.events = requireNonNull(events, "events is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.fraction = job.creative().progress().fraction();
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
    public void progress(String stage, double done) {
        Instant now = clock.instant();
        double shown;
        synchronized (this) {
            if (progressTold.plus(PROGRESS_INTERVAL).isAfter(now)) {
                return;
            }
            progressTold = now;
            shown = atLeast(Math.min(done, Stage.GENERATED));
        }
        tell(stage, shown, now);
    }

    /** The generator is done; false where the job is no longer this worker's. */
    boolean storing() {
        return tell(Stage.STORING, atLeast(Stage.STORED), clock.instant());
    }

    /** How far the work is by what was told last. */
    synchronized double fraction() {
        return fraction;
    }

    private synchronized double atLeast(double done) {
        fraction = Math.max(fraction, done);
        return fraction;
    }

    private boolean tell(String stage, double shown, Instant now) {
        if (!store.write(claim(), CreativeUpdates.progress(stage, shown))) {
            return false;
        }
        CreativeEvent event = CreativeEvent.progress(job.id(), now, stage, shown, estimates.of(job.creative()));
        events.forTenant().append(event.id(), event.type(), CreativeEvent.VERSION, event.time(), event.data());
        return true;
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
