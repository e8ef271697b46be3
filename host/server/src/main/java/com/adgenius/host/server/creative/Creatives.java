package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.plugin.Generator;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.plugin.Reservation;
import com.adgenius.plugin.UsageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What can be done with the creatives of the tenant in scope. */
public final class Creatives {

    private static final System.Logger LOG = System.getLogger(Creatives.class.getName());

    private final CreativeStore store;
    private final GeneratorChoice generators;
    private final Campaigns campaigns;
    private final Predicate<String> references;
    private final TenantMetering metering;
    private final JobQueue queue;
    private final Consumer<String> changed;
    private final DurationEstimates estimates;
    private final Clock clock;

    /** Over the services. */
    public Creatives(CreativeServices services) {
        this.store = services.store();
        this.generators = new GeneratorChoice(services.catalog(), services.plugins());
        this.campaigns = services.campaigns();
        this.references = services.references();
        this.metering = services.metering();
        this.queue = services.queue();
        this.changed = services.changed();
        this.estimates = new DurationEstimates(services.store());
        this.clock = requireNonNull(services.clock(), "clock is null");
    }

    /**
     * Asks for a creative: reserved, stored, and in the hands of the workers.
     *
     * @param asking who asks
     */
    public Creative ask(CreativeInput input, Asking asking) throws InterruptedException {
        Generator generator =
                generators.choose(Optional.ofNullable(input.generator()), input.creativeKind(), input.formatIds());
        Map<String, Object> options = options(input, generator);
        requireReferences(input.references());
        String campaign = campaign(input);
        String id = TimeOrderedId.next();
        Reservation reservation =
                metering.reserve(new UsageRequest(id, input.creativeKind(), generator.pluginId(), assets(input)), id);
        Instant now = clock.instant();
        Creative creative = new Creative(
                id,
                1,
                input.title(),
                campaign,
                input.creativeKind(),
                input.order(options),
                generator.pluginId(),
                Optional.empty(),
                CreativeStatus.QUEUED,
                new Creative.Progress("", 0),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                reservation.price(),
                asking.by().userId(),
                new Creative.Times(now, now, Optional.empty(), Optional.empty()));
        try {
            store.insert(creative, note(asking, "creative.requested", id));
        } catch (RuntimeException e) {
            metering.refund(reservation.id(), "not stored");
            throw e;
        }
        finish(creative.id());
        return creative;
    }

    private static int assets(CreativeInput input) {
        return input.formatIds().size() * input.variants();
    }

    private static Map<String, Object> options(CreativeInput input, Generator generator) {
        Map<String, Object> options;
        try {
            options = JsonValues.copyOf(input.options() == null ? Map.of() : input.options());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("options", e.getMessage());
        }
        List<FieldError> errors = generator.metadata().optionsSchema().errors(options).stream()
                .map(error -> new FieldError(
                        error.field().isEmpty() ? "options" : "options." + error.field(), error.message()))
                .toList();
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw ProblemException.of(ProblemCode.INVALID, first.field() + ": " + first.message(), errors);
        }
        return options;
    }

    private void requireReferences(List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (!references.test(ids.get(i))) {
                throw ProblemException.invalid(
                        "reference_ids[" + i + "]", "there is no asset \"" + ids.get(i) + "\"; see /assets");
            }
        }
    }

    private String campaign(CreativeInput input) {
        String id = input.campaignId();
        if (id == null) {
            return campaigns.drafts();
        }
        if (!campaigns.exists(id)) {
            throw ProblemException.invalid("campaign_id", "there is no campaign \"" + id + "\"");
        }
        return id;
    }

    /** The creative is stored: whatever fails from here on is made good by a sweep. */
    private boolean finish(String id) throws InterruptedException {
        try {
            changed.accept(id);
            return queue.settle(id);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Creative " + id + " is left to the sweep", e);
            return false;
        }
    }

    DurationEstimates.Estimate estimate(Creative creative) {
        return estimates.of(creative.generator(), creative.kind());
    }

    private AuditNote note(Asking asking, String action, String id) {
        return AuditNote.of(asking, clock.instant(), action, "creative/" + id, Map.of());
    }

    /** The creative of that id; {@link ProblemCode#NOT_FOUND} where the tenant has none, or removed its campaign. */
    public Creative find(String id) {
        return store.find(id)
                .filter(creative -> campaigns.exists(creative.campaignId()))
                .orElseThrow(() -> ProblemException.notFound("creative", id));
    }

    /** Ends a queued or running creative; nothing is charged. */
    public Creative cancel(String id, Asking asking) throws InterruptedException {
        find(id);
        Creative cancelled = store.cancel(id, note(asking, "creative.cancelled", id))
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        "Creative " + id + " is " + find(id).status().value()
                                + "; only a queued or running one can be cancelled."));
        queue.ended(id);
        finish(id);
        return cancelled;
    }

    /**
     * Removes a creative, which is cancelled before where it is still being made.
     *
     * @param revision the one to remove; empty for whatever it is now
     */
    public void delete(String id, OptionalLong revision, Asking asking) throws InterruptedException {
        Creative before = find(id);
        if (revision.isPresent() && revision.getAsLong() != before.revision()) {
            throw stale(id);
        }
        boolean ended = before.status().ended();
        if (!ended && store.cancel(id, note(asking, "creative.cancelled", id)).isPresent()) {
            queue.ended(id);
        }
        AuditNote note = AuditNote.of(
                asking,
                clock.instant(),
                "creative.deleted",
                "creative/" + id,
                Map.of("before", CreativeEdits.hash(before)));
        if (store.delete(id, ended ? revision : OptionalLong.empty(), note).isEmpty()) {
            find(id);
            throw stale(id);
        }
        finish(id);
    }

    static ProblemException stale(String id) {
        return ProblemException.of(
                ProblemCode.STALE,
                "Creative " + id + " was changed meanwhile. Read it again and send your change with its ETag.");
    }

    /** Queues a failed or cancelled creative again, with a reservation of its own. */
    public Creative retry(String id, Asking asking) throws InterruptedException {
        return retry(id, note(asking, "creative.retried", id));
    }

    /** The same where an administrator of the platform replays the job that failed. */
    public Creative replay(String id) throws InterruptedException {
        return retry(
                id,
                new AuditNote(
                        TimeOrderedId.next(),
                        clock.instant(),
                        AuditNote.HOST,
                        "",
                        "creative.replayed",
                        "creative/" + id,
                        Map.of()));
    }

    private Creative retry(String id, AuditNote note) throws InterruptedException {
        Creative creative = find(id);
        if (creative.status() != CreativeStatus.FAILED && creative.status() != CreativeStatus.CANCELLED) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "Creative " + id + " is " + creative.status().value()
                            + "; only a failed or cancelled one can be retried.");
        }
        generators.choose(
                Optional.of(creative.generator()),
                creative.kind(),
                creative.order().formats());
        if (!finish(id)) {
            throw stillEnding(id);
        }
        int assets = creative.order().formats().size() * creative.order().count();
        Reservation reservation = metering.reserve(
                new UsageRequest(id + ":" + TimeOrderedId.next(), creative.kind(), creative.generator(), assets), id);
        Optional<Creative> queued = store.retry(id, reservation, note);
        if (queued.isEmpty()) {
            metering.refund(reservation.id(), "not stored");
            throw stillEnding(id);
        }
        finish(id);
        return queued.get();
    }

    private static ProblemException stillEnding(String id) {
        return ProblemException.of(
                        ProblemCode.CONFLICT, "The last run of creative " + id + " is still being ended; ask again.")
                .header("Retry-After", "2");
    }
}
