package com.adgenius.host.server.creative;

import static com.adgenius.host.server.http.Access.member;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.campaign.Undo;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Query;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.CreativeKind;
import java.lang.reflect.Type;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The routes of creatives. */
public final class CreativeRoutes implements Routes {

    /** What {@code POST /creatives} reads. */
    public static final Type REQUEST = CreativeInput.class;

    private static final String TAG = "Creatives";
    private static final String PATH = Route.API + "/creatives";
    private static final List<String> KINDS =
            Stream.of(CreativeKind.values()).map(CreativeKind::value).toList();
    private static final List<String> STATUSES =
            Stream.of(CreativeStatus.values()).map(CreativeStatus::value).toList();
    private static final List<String> APPROVALS = List.of("none", "approved", "rejected", "voided");
    private static final Set<String> ORDERINGS = Set.of("created_at", "updated_at", "name");
    private static final String[] FILTERS = {"campaign", "kind", "status", "tag", "approval", "q", "deleted"};

    private final Creatives creatives;
    private final CreativeStore store;
    private final ContentAnswers content;
    private final CreativeEdits edits;
    private final Campaigns campaigns;
    private final Clock clock;

    /** The routes over the services, those of reviews included. */
    public static Routes over(CreativeServices services, CreativeAftermath aftermath) {
        Creatives creatives = new Creatives(services);
        CreativeEdits edits = new CreativeEdits(services, creatives, aftermath);
        Routes own = new CreativeRoutes(services, creatives, edits);
        Routes reviews =
                new ReviewRoutes(services, creatives, edits, new Decisions(services, creatives, aftermath), aftermath);
        return () -> Stream.of(own, reviews)
                .flatMap(routes -> routes.routes().stream())
                .toList();
    }

    private CreativeRoutes(CreativeServices services, Creatives creatives, CreativeEdits edits) {
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.edits = requireNonNull(edits, "edits is null");
        this.campaigns = services.campaigns();
        this.clock = services.clock();
        this.store = services.store();
        this.content = new ContentAnswers(services.media());
    }

    @Override
    public List<Route> routes() {
        return List.of(ask(), vary(), list(), one(), edit(), delete(), retry(), cancel(), content());
    }

    private Route ask() {
        return Route.post("/creatives")
                .says(TAG, "Ask for a creative; workers make it, and its events tell how far they are.")
                .access(member(Role.EDITOR))
                .accepts(CreativeInput.class)
                .answers(202, "It is queued.", CreativeAccepted.class)
                .idempotent()
                .problems(
                        ProblemCode.PLUGIN_DISABLED,
                        ProblemCode.PLUGIN_NOT_ALLOWED,
                        ProblemCode.NO_PROVIDER,
                        ProblemCode.QUOTA_EXCEEDED,
                        ProblemCode.UNAVAILABLE)
                .handledBy(call -> accepted(creatives.ask(call.body(CreativeInput.class), call.asking())));
    }

    private Route vary() {
        return Route.post("/creatives/{id}/variations")
                .says(
                        TAG,
                        "Ask for a variation of a ready creative: a new one that builds on its brief and its content, and"
                                + " changes what the instruction says.")
                .access(member(Role.EDITOR))
                .accepts(VariationInput.class)
                .answers(202, "It is queued.", CreativeAccepted.class)
                .idempotent()
                .problems(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.CONFLICT,
                        ProblemCode.PLUGIN_DISABLED,
                        ProblemCode.PLUGIN_NOT_ALLOWED,
                        ProblemCode.NO_PROVIDER,
                        ProblemCode.QUOTA_EXCEEDED,
                        ProblemCode.UNAVAILABLE)
                .handledBy(call ->
                        accepted(creatives.vary(call.path("id"), call.body(VariationInput.class), call.asking())));
    }

    private static Answer accepted(Creatives.Asked asked) {
        return Answer.json(202, CreativeAccepted.of(asked))
                .header("Location", PATH + "/" + asked.creative().id());
    }

    private Route list() {
        return Route.get("/creatives")
                .says(TAG, "List creatives, the newest first.")
                .access(member(Role.CLIENT))
                .query("campaign", "string", "Of this campaign.")
                .query("kind", "string", "Of this kind.")
                .query("status", "string", "With this status.")
                .query("tag", "string", "With this tag.")
                .query("approval", "string", "With this approval: none, approved, rejected or voided.")
                .query("q", "string", "Whose name begins so, in whatever case.")
                .query(
                        "deleted",
                        "boolean",
                        "With true, those that were removed and can be restored, within " + Undo.WINDOW.toDays()
                                + " days; those of a removed campaign come back with it.")
                .paged("created_at", "updated_at", "name")
                .answers(200, "One page.", Types.page(CreativeBody.class))
                .handledBy(this::page);
    }

    private Answer page(Call call) {
        PageRequest page = call.page();
        boolean descending = page.ordering().isEmpty() || page.ordering().startsWith("-");
        String field =
                page.ordering().isEmpty() ? "created_at" : page.ordering().replaceFirst("^-", "");
        if (!ORDERINGS.contains(field)) {
            throw malformed("ordering", "must be created_at, updated_at or name, with \"-\" before it for descending");
        }
        CreativeFilter filter = new CreativeFilter(
                call.query("campaign"),
                Query.oneOf(call, "kind", KINDS),
                Query.oneOf(call, "status", STATUSES),
                call.query("tag"),
                Query.oneOf(call, "approval", APPROVALS),
                call.query("q"),
                Query.flag(call, "deleted") ? Optional.of(Undo.since(clock.instant())) : Optional.empty(),
                campaigns.removed());
        List<CreativeBody> results = creatives.bodies(store.list(filter, field, descending, page));
        return Answer.ok(Page.of(call, PATH + Query.of(call, FILTERS), store.count(filter), results));
    }

    private static ProblemException malformed(String parameter, String message) {
        return ProblemException.of(
                ProblemCode.MALFORMED_PARAMETER,
                parameter + " " + message + ".",
                List.of(new FieldError(parameter, message)));
    }

    private Route one() {
        return Route.get("/creatives/{id}")
                .says(TAG, "Read a creative.")
                .access(member(Role.CLIENT))
                .answers(200, "The creative.", CreativeBody.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> shown(creatives.find(call.path("id"))));
    }

    private Answer shown(Creative creative) {
        return Answer.ok(creatives.body(creative)).revision(creative.revision());
    }

    private Route edit() {
        return Route.patch("/creatives/{id}")
                .says(
                        TAG,
                        "Change the name, the tags, the campaign or the texts of a creative. Any change voids its"
                                + " approval.")
                .access(member(Role.EDITOR))
                .header("If-Match", true, "The ETag of the creative as you read it.")
                .accepts(CreativePatch.class)
                .answers(200, "The changed creative.", CreativeBody.class)
                .problems(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.STALE,
                        ProblemCode.PRECONDITION_REQUIRED,
                        ProblemCode.CONFLICT)
                .handledBy(call -> shown(
                        edits.edit(call.path("id"), call.ifMatch(), call.body(CreativePatch.class), call.asking())));
    }

    private Route delete() {
        return Route.delete("/creatives/{id}")
                .says(
                        TAG,
                        "Remove a creative; one that is being made is cancelled. It can be restored for "
                                + Undo.WINDOW.toDays() + " days, and then goes for good.")
                .access(member(Role.EDITOR))
                .header("If-Match", false, "The ETag of the creative as you read it; without one, whatever it is now.")
                .answersNothing(204, "It is removed.")
                .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE)
                .handledBy(call -> {
                    creatives.delete(call.path("id"), call.optionalIfMatch(), call.asking());
                    return Answer.noContent();
                });
    }

    private Route retry() {
        return Route.post("/creatives/{id}/retry")
                .says(TAG, "Make a failed or cancelled creative again.")
                .access(member(Role.EDITOR))
                .answers(202, "It is queued again.", CreativeAccepted.class)
                .idempotent()
                .problems(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.CONFLICT,
                        ProblemCode.PLUGIN_DISABLED,
                        ProblemCode.PLUGIN_NOT_ALLOWED,
                        ProblemCode.NO_PROVIDER,
                        ProblemCode.QUOTA_EXCEEDED)
                .handledBy(call -> accepted(creatives.retry(call.path("id"), call.asking())));
    }

    private Route cancel() {
        return Route.post("/creatives/{id}/cancel")
                .says(TAG, "End a creative that is queued or running; nothing is charged.")
                .access(member(Role.EDITOR))
                .answers(200, "The cancelled creative.", CreativeBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .handledBy(call -> shown(creatives.cancel(call.path("id"), call.asking())));
    }

    private Route content() {
        return Route.get("/creatives/{id}/content")
                .says(TAG, "Read what was made: copy as JSON, a picture or a video as its bytes.")
                .access(member(Role.CLIENT))
                .query("format", "string", "The format; without one, all copy, or the first picture or video.")
                .query("variant", "integer", "The variant, from 1.")
                .header("Range", false, "One range of bytes.")
                .header("If-None-Match", false, "ETags that the caller has.")
                .answersOr(200, "Copy, a picture or a video.", ContentAnswers.ContentBody.class, "image/*", "video/*")
                .answersBytes(206, "A part of a picture or a video.", "image/*", "video/*")
                .answersNothing(304, "The caller has it.")
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT, ProblemCode.RANGE_NOT_SATISFIABLE)
                .handledBy(call -> content.answer(call, creatives.find(call.path("id"))));
    }
}
