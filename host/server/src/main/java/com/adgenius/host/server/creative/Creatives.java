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
import com.adgenius.plugin.GeneratorAbility;
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
import org.jspecify.annotations.Nullable;

/** What can be done with the creatives of the tenant in scope. */
public final class Creatives {

    /** The most variants of a format that one request makes, over all segments. */
    private static final int VARIANT_LIMIT = 20;

    private static final System.Logger LOG = System.getLogger(Creatives.class.getName());

    private final CreativeStore store;
    private final GeneratorChoice generators;
    private final Campaigns campaigns;
    private final Predicate<String> references;
    private final TenantMetering metering;
    private final JobQueue queue;
    private final Consumer<String> changed;
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
        this.clock = requireNonNull(services.clock(), "clock is null");
    }

    /**
     * Asks for a creative: reserved, stored, and in the hands of the workers.
     *
     * @param asking who asks
     */
    public Asked ask(CreativeInput input, Asking asking) throws InterruptedException {
        Generator generator =
                generators.choose(Optional.ofNullable(input.generator()), input.creativeKind(), input.formatIds());
        CreativeOrder order = input.order(options(input.options(), generator));
        requireReferences(input.references());
        return queue(new Request(input.title(), campaign(input), order, generator), "creative.requested", asking);
    }

    /**
     * Asks for a variation of a ready creative: the same brief for the same formats, with what there is and what is to be
     * another.
     *
     * @param asking who asks
     */
    Asked vary(String id, VariationInput input, Asking asking) throws InterruptedException {
        Creative parent = find(id);
        List<CreativeAsset> assets = parent.result()
                .filter(_ -> parent.status() == CreativeStatus.READY)
                .map(Creative.Result::assets)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        "Creative " + id + " is " + parent.status().value()
                                + "; only a ready one can be varied. Wait until it is, or ask for a new one."));
        Generator generator = generators.choose(
                Optional.of(parent.generator()), parent.kind(), parent.order().formats());
        if (!generator.metadata().abilities().contains(GeneratorAbility.VARIATIONS)) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "Plugin \"" + generator.pluginId()
                            + "\", which made this creative, makes no variations; ask for a new creative instead.");
        }
        requireReferences(parent.order().referenceIds());
        options(parent.order().options(), generator);
        CreativeOrder order =
                parent.order().varying(new Parent(id, parent.review().version(), input.words(), assets));
        return queue(
                new Request(CreativeInput.title(input.words()), parent.campaignId(), order, generator),
                "creative.varied",
                asking);
    }

    /**
     * What was asked for.
     *
     * @param creative waits for a worker
     * @param estimate how long it is until it is ready
     */
    public record Asked(Creative creative, Estimate estimate) {}

    /** What is to be made, for which everything was checked but the size. */
    private record Request(String name, String campaignId, CreativeOrder order, Generator generator) {

        int assets() {
            return order.formats().size() * generator.metadata().variants(order.count(), order.segments());
        }
    }

    private Asked queue(Request request, String action, Asking asking) throws InterruptedException {
        Generator generator = request.generator();
        requireSize(request.order(), generator);
        String id = TimeOrderedId.next();
        Reservation reservation =
                metering.reserve(new UsageRequest(id, generator.kind(), generator.pluginId(), request.assets()), id);
        Instant now = clock.instant();
        Creative creative = new Creative(
                id,
                1,
                request.name(),
                request.campaignId(),
                generator.kind(),
                request.order(),
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
        Estimate estimate = queue.estimate(creative);
        try {
            store.insert(creative, estimate, note(asking, action, id));
        } catch (RuntimeException e) {
            metering.refund(reservation.id(), "not stored");
            throw e;
        }
        finish(creative.id());
        return new Asked(creative, estimate);
    }

    private static void requireSize(CreativeOrder order, Generator generator) {
        int variants = generator.metadata().variants(order.count(), order.segments());
        if (variants > VARIANT_LIMIT) {
            throw ProblemException.invalid(
                    "segments",
                    order.segments().size() + " segments with " + order.count() + " variants each are " + variants
                            + " variants of each format; at most " + VARIANT_LIMIT + " are made at once");
        }
    }

    private static Map<String, Object> options(@Nullable Map<String, Object> given, Generator generator) {
        Map<String, Object> options;
        try {
            options = JsonValues.copyOf(given == null ? Map.of() : given);
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

    /** As the API shows it. */
    CreativeBody body(Creative creative) {
        return bodies(List.of(creative)).getFirst();
    }

    /** As the API shows them. */
    List<CreativeBody> bodies(List<Creative> shown) {
        Map<String, List<String>> variations =
                store.variations(shown.stream().map(Creative::id).toList(), campaigns.removed());
        return shown.stream()
                .map(creative -> CreativeBody.of(
                        creative,
                        creative.status().ended() ? Estimate.UNKNOWN : queue.estimate(creative),
                        variations.getOrDefault(creative.id(), List.of())))
                .toList();
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
    public Asked retry(String id, Asking asking) throws InterruptedException {
        return retry(id, note(asking, "creative.retried", id));
    }

    /** The same where an administrator of the platform replays the job that failed. */
    public Asked replay(String id) throws InterruptedException {
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

    private Asked retry(String id, AuditNote note) throws InterruptedException {
        Creative creative = find(id);
        if (creative.status() != CreativeStatus.FAILED && creative.status() != CreativeStatus.CANCELLED) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "Creative " + id + " is " + creative.status().value()
                            + "; only a failed or cancelled one can be retried.");
        }
        Generator generator = generators.choose(
                Optional.of(creative.generator()),
                creative.kind(),
                creative.order().formats());
        if (!finish(id)) {
            throw stillEnding(id);
        }
        int assets = new Request(creative.name(), creative.campaignId(), creative.order(), generator).assets();
        Reservation reservation = metering.reserve(
                new UsageRequest(id + ":" + TimeOrderedId.next(), creative.kind(), creative.generator(), assets), id);
        Estimate estimate = queue.estimate(creative);
        Optional<Creative> queued = store.retry(id, reservation, estimate, note);
        if (queued.isEmpty()) {
            metering.refund(reservation.id(), "not stored");
            throw stillEnding(id);
        }
        finish(id);
        return new Asked(queued.get(), estimate);
    }

    private static ProblemException stillEnding(String id) {
        return ProblemException.of(
                        ProblemCode.CONFLICT, "The last run of creative " + id + " is still being ended; ask again.")
                .header("Retry-After", "2");
    }
}
