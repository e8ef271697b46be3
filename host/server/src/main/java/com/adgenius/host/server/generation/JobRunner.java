package com.adgenius.host.server.generation;

import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Availability;
import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.CallFailure;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.NotServedException;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.server.bus.Verdict;
import com.adgenius.host.server.context.BoundGeneration;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.creative.AssetDocuments;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.creative.CreativeEvent;
import com.adgenius.host.server.creative.CreativeProblem;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.CreativeUpdates;
import com.adgenius.host.server.creative.GenerationDocuments;
import com.adgenius.host.server.creative.Stage;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.plugin.PluginMetadata;
import com.adgenius.host.server.plugin.PluginMetadata.GeneratorMetadata;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.PluginException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Works on one job of the tenant in scope from its claim to what is left of it. */
final class JobRunner {

    private final PluginRuntime runtime;
    private final TenantContexts contexts;
    private final JobStore store;
    private final Settlement settlement;
    private final Announcements announcements;
    private final GenerationServices.Refresh refresh;
    private final JobRequests requests;
    private final ResultCheck check;
    private final EventLogs events;
    private final Durations durations;
    private final Estimates estimates;
    private final Clock clock;
    private final GenerationSettings settings;
    private final Map<String, Execution> running = new ConcurrentHashMap<>();

    JobRunner(
            GenerationSettings settings,
            GenerationServices services,
            JobStore store,
            Settlement settlement,
            Announcements announcements,
            Durations durations,
            Estimates estimates) {
        this.settings = requireNonNull(settings, "settings is null");
        this.runtime = services.runtime();
        this.contexts = services.contexts();
        this.store = requireNonNull(store, "store is null");
        this.settlement = requireNonNull(settlement, "settlement is null");
        this.announcements = requireNonNull(announcements, "announcements is null");
        this.refresh = services.refresh();
        this.requests = new JobRequests(services.media(), services.brands());
        this.check = new ResultCheck(services.media());
        this.events = services.events();
        this.durations = requireNonNull(durations, "durations is null");
        this.estimates = requireNonNull(estimates, "estimates is null");
        this.clock = services.clock();
    }

    /** Ends the call of the job's generator on this node, if there is one. */
    void end(String id, Execution.End why) {
        Execution execution = running.get(id);
        if (execution != null) {
            execution.end(why);
        }
    }

    /** Ends every call on this node. */
    void endAll(Execution.End why) {
        running.values().forEach(execution -> execution.end(why));
    }

    /** Fails that run of the job, which its messages cannot bring to an end. */
    void giveUp(String id, int run, String reason) throws InterruptedException {
        Optional<Job> job = store.find(id).filter(found -> found.run() == run);
        if (job.isPresent()) {
            end(id, Execution.End.NO_LONGER_OURS);
            settled(
                    store.giveUp(
                            job.get(),
                            GenerationFailure.JOB_DIED.problem("The work failed again and again: " + reason)),
                    id);
        }
    }

    /** Works on that run of the job, if it waits or its worker died. */
    Verdict work(String id, int run) throws InterruptedException {
        Optional<Job> found = store.find(id)
                .filter(job -> job.run() == run)
                .filter(job -> !job.creative().status().ended());
        if (found.isEmpty()) {
            return Verdict.done();
        }
        Job job = found.get();
        Execution execution = new Execution(Thread.currentThread());
        if (worksElsewhere(job) || running.putIfAbsent(id, execution) != null) {
            // A second message, or one that came back while its worker lives: should that die, this one is there.
            return Verdict.later();
        }
        try {
            return begin(job, execution);
        } finally {
            running.remove(id);
        }
    }

    private boolean worksElsewhere(Job job) {
        return job.creative().status() == CreativeStatus.RUNNING
                && job.leased(clock.instant())
                && !job.owner().equals(Optional.of(settings.node()));
    }

    private Verdict begin(Job job, Execution execution) throws InterruptedException {
        String id = job.id();
        if (job.creative().status() == CreativeStatus.RUNNING && job.attempts() >= settings.attempts()) {
            String reason = settings.attempts() + " workers ended while they worked on it.";
            CreativeProblem problem =
                    GenerationFailure.JOB_DIED.problem(reason + " Retry it, or ask for less at once.");
            settled(store.failDead(job, settings.attempts(), problem), id);
            return Verdict.dead(problem.code(), reason);
        }
        String generator = job.creative().generator();
        return switch (availability(generator)) {
            case Availability.Disabled(Availability.Switch by) ->
                settled(
                        store.failUnclaimed(job, GenerationFailure.PLUGIN_DISABLED.problem(disabled(generator, by))),
                        id);
            case Availability.Served _ -> lease(job, execution);
            case Availability.NotLoaded _, Availability.NotInstalled _ -> waitForGenerator(job);
        };
    }

    /** As of now: the news that it was switched on, or loaded, may be behind the job. */
    private Availability availability(String generator) throws InterruptedException {
        Availability known = runtime.availability(
                generator, runtime.tenant(TenantScope.current().slug()));
        if (known instanceof Availability.Served) {
            return known;
        }
        refresh.refresh(generator);
        return runtime.availability(
                generator, runtime.tenant(TenantScope.current().slug()));
    }

    private static String disabled(String generator, Availability.Switch by) {
        String who = by == Availability.Switch.TENANT ? "your company" : "the platform";
        return "Plugin \"" + generator + "\" was switched off by " + who
                + " before the work began. Nothing was charged; retry when it is on again.";
    }

    private Verdict waitForGenerator(Job job) throws InterruptedException {
        Instant since = job.waitingSince().orElseGet(() -> {
            store.waiting(job);
            return clock.instant();
        });
        if (since.plus(settings.patience()).isAfter(clock.instant())) {
            return Verdict.later();
        }
        CreativeProblem problem = GenerationFailure.PLUGIN_UNAVAILABLE.problem("Plugin \""
                + job.creative().generator() + "\" is switched on, but was not loaded within "
                + settings.patience().toMinutes() + " minutes. Nothing was charged; retry later.");
        return settled(store.failUnclaimed(job, problem), job.id());
    }

    private Verdict settled(boolean changed, String id) throws InterruptedException {
        if (changed) {
            settlement.settle(id);
        }
        return Verdict.done();
    }

    private Verdict lease(Job job, Execution execution) throws InterruptedException {
        Optional<Lease> served = runtime.lease(
                job.creative().generator(), runtime.tenant(TenantScope.current().slug()));
        if (served.isEmpty()) {
            return waitForGenerator(job);
        }
        try (Lease lease = served.get()) {
            Optional<Job> claimed =
                    store.claim(job, settings.lease(), lease.instance().version(), estimates.begun(job.creative()));
            // Where another was faster, the next look tells what came of it.
            return claimed.isEmpty() ? Verdict.later() : execute(claimed.get(), lease, execution);
        }
    }

    private Verdict execute(Job job, Lease lease, Execution execution) throws InterruptedException {
        JobRun run = new JobRun(job, store, estimates, events, clock);
        Verdict outcome;
        try (Heartbeat _ = new Heartbeat(store, run.claim(), settings, execution)) {
            announcements.publish(job);
            outcome = conclude(run, call(run, lease, execution), execution);
        } finally {
            store.letGo(run.claim());
        }
        settlement.settle(job.id());
        return outcome;
    }

    /** What a call gave. */
    private sealed interface Answer {

        record Made(GenerationResult result, int variants) implements Answer {}

        record Failed(CreativeProblem problem) implements Answer {}

        /** Not this job's fault; it goes back to the queue. */
        record Ended() implements Answer {}
    }

    private Answer call(JobRun run, Lease lease, Execution execution) {
        Creative creative = run.job().creative();
        Optional<GeneratorMetadata> generator = generator(lease, creative);
        if (generator.isEmpty()) {
            return new Answer.Failed(GenerationFailure.INVALID_INPUT.problem("Version "
                    + lease.instance().version() + " of plugin \"" + creative.generator()
                    + "\" no longer makes one of the formats. Ask again with the formats it has now."));
        }
        try {
            GenerationRequest request = requests.of(creative);
            BoundGeneration context = contexts.forGeneration(lease.instance(), run);
            try (context) {
                if (!execution.begin()) {
                    return new Answer.Ended();
                }
                @Nullable
                GenerationResult result = lease.call(
                        CreativeGenerator.class,
                        generator.get().index(),
                        entry(creative.kind()),
                        extension -> extension.generate(request, context));
                return result == null
                        ? new Answer.Failed(GenerationFailure.INVALID_RESULT.problem("The plugin gave nothing."))
                        : new Answer.Made(result, variants(generator.get(), creative));
            } finally {
                execution.over();
            }
        } catch (InterruptedException _) {
            return new Answer.Ended();
        } catch (CallFailedException e) {
            return failed(e, run.job());
        } catch (NotServedException e) {
            return new Answer.Failed(GenerationFailure.PLUGIN_UNAVAILABLE.problem(e.getMessage()));
        } catch (PluginException e) {
            return new Answer.Failed(GenerationFailure.of(e.code()).problem(e.getMessage()));
        }
    }

    private static int variants(GeneratorMetadata generator, Creative creative) {
        return generator.variants(creative.order().count(), creative.order().segments());
    }

    private static Optional<GeneratorMetadata> generator(Lease lease, Creative creative) {
        return lease.instance().metadata(PluginMetadata.class).stream()
                .flatMap(metadata -> metadata.generators().stream())
                .filter(generator -> generator.kind() == creative.kind())
                .filter(generator -> generator.formats().stream()
                        .map(format -> format.id())
                        .toList()
                        .containsAll(creative.order().formats()))
                .findFirst();
    }

    private Answer failed(CallFailedException e, Job job) {
        boolean patient = job.queuedAt().plus(settings.patience()).isAfter(clock.instant());
        if (e.failure() == CallFailure.EVICTED || e.failure() == CallFailure.OVERLOADED && patient) {
            return new Answer.Ended();
        }
        return new Answer.Failed(GenerationFailure.of(e).problem(e.getMessage()));
    }

    private static Entry entry(CreativeKind kind) {
        return switch (kind) {
            case TEXT -> Entry.GENERATE_TEXT;
            case IMAGE -> Entry.GENERATE_IMAGE;
            case VIDEO -> Entry.GENERATE_VIDEO;
        };
    }

    private Verdict conclude(JobRun run, Answer answer, Execution execution) {
        return switch (answer) {
            case Answer.Made(GenerationResult result, int variants) -> {
                store(run, result, variants);
                yield Verdict.done();
            }
            case Answer.Failed(CreativeProblem problem) -> {
                store.fail(run.claim(), problem);
                yield Verdict.done();
            }
            case Answer.Ended() -> {
                if (!execution.ended().equals(Optional.of(Execution.End.NO_LONGER_OURS))) {
                    store.giveBack(run.claim(), run.fraction());
                }
                // Where it is no longer ours, the next look tells whose it is.
                yield Verdict.later();
            }
        };
    }

    private void store(JobRun run, GenerationResult result, int variants) {
        Creative creative = run.job().creative();
        if (!run.storing()) {
            return;
        }
        try {
            List<CreativeAsset> assets = check.assets(creative, result, variants);
            Instant now = clock.instant();
            boolean ready = store.write(
                    run.claim(),
                    combine(
                            CreativeUpdates.status(CreativeStatus.READY, CreativeEvent.generated(creative.id(), now)),
                            set(
                                    "content_data",
                                    assets.stream()
                                            .map(AssetDocuments::document)
                                            .toList()),
                            set("engineered_prompt", result.engineeredPrompt()),
                            set("model", result.model()),
                            set("templates", GenerationDocuments.documents(result.templates())),
                            set("parameters", JsonValues.text(result.parameters())),
                            addEachToSet("tags", result.tags()),
                            set(
                                    "usage",
                                    run.usage().stream()
                                            .map(GenerationDocuments::document)
                                            .toList()),
                            CreativeUpdates.progress(Stage.READY, 1),
                            set("finished_at", Date.from(now)),
                            unset("lease.until"),
                            unset("checkpoint")));
            if (ready) {
                Instant began = creative.times().startedAt().orElse(now);
                durations.took(creative, Duration.between(began, now).toMillis());
            }
        } catch (ResultCheck.InvalidResultException e) {
            store.fail(
                    run.claim(),
                    GenerationFailure.INVALID_RESULT.problem(
                            "What plugin \"" + creative.generator() + "\" gave is refused: " + e.getMessage() + "."));
        }
    }
}
