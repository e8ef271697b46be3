package com.adgenius.host.server.creative;

import static com.adgenius.host.server.http.Access.member;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.CreativeKind;
import java.lang.reflect.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final Set<String> ORDERINGS = Set.of("created_at", "updated_at");

    private final Creatives creatives;
    private final CreativeStore store;
    private final ContentAnswers content;

    /** The routes over the services. */
    public CreativeRoutes(CreativeServices services) {
        this.creatives = new Creatives(services);
        this.store = services.store();
        this.content = new ContentAnswers(services.media());
    }

    @Override
    public List<Route> routes() {
        return List.of(ask(), list(), one(), edit(), delete(), retry(), cancel(), content(), history());
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
                .handledBy(call -> accepted(creatives.ask(
                        call.body(CreativeInput.class), call.principal().userId())));
    }

    private Answer accepted(Creative creative) {
        return Answer.json(202, CreativeAccepted.of(creative, creatives.estimate(creative)))
                .header("Location", PATH + "/" + creative.id());
    }

    private Route list() {
        return Route.get("/creatives")
                .says(TAG, "List creatives, the newest first.")
                .access(member(Role.CLIENT))
                .query("campaign", "string", "Of this campaign.")
                .query("kind", "string", "Of this kind.")
                .query("status", "string", "With this status.")
                .query("tag", "string", "With this tag.")
                .paged()
                .answers(200, "One page.", Types.page(CreativeBody.class))
                .handledBy(this::page);
    }

    private Answer page(Call call) {
        PageRequest page = call.page();
        boolean descending = page.ordering().isEmpty() || page.ordering().startsWith("-");
        String field =
                page.ordering().isEmpty() ? "created_at" : page.ordering().replaceFirst("^-", "");
        if (!ORDERINGS.contains(field)) {
            throw malformed("ordering", "must be created_at or updated_at, with \"-\" before it for descending");
        }
        CreativeStore.Filter filter = new CreativeStore.Filter(
                call.query("campaign"), oneOf(call, "kind", KINDS), oneOf(call, "status", STATUSES), call.query("tag"));
        List<CreativeBody> results = store.list(filter, field, descending, page).stream()
                .map(CreativeBody::of)
                .toList();
        return Answer.ok(Page.of(call, PATH + filters(call), store.count(filter), results));
    }

    private static Optional<String> oneOf(Call call, String name, List<String> values) {
        Optional<String> given = call.query(name);
        if (given.isPresent() && !values.contains(given.get())) {
            throw malformed(name, "must be one of " + String.join(", ", values));
        }
        return given;
    }

    private static ProblemException malformed(String parameter, String message) {
        return ProblemException.of(
                ProblemCode.MALFORMED_PARAMETER,
                parameter + " " + message + ".",
                List.of(new FieldError(parameter, message)));
    }

    private static String filters(Call call) {
        String query = Stream.of("campaign", "kind", "status", "tag")
                .flatMap(name -> call.query(name).stream()
                        .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private Route one() {
        return Route.get("/creatives/{id}")
                .says(TAG, "Read a creative.")
                .access(member(Role.CLIENT))
                .answers(200, "The creative.", CreativeBody.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> shown(creatives.find(call.path("id"))));
    }

    private static Answer shown(Creative creative) {
        return Answer.ok(CreativeBody.of(creative)).revision(creative.revision());
    }

    private Route edit() {
        return Route.patch("/creatives/{id}")
                .says(TAG, "Change the name or the tags of a creative.")
                .access(member(Role.EDITOR))
                .header("If-Match", true, "The ETag of the creative as you read it.")
                .accepts(CreativePatch.class)
                .answers(200, "The changed creative.", CreativeBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE, ProblemCode.PRECONDITION_REQUIRED)
                .handledBy(
                        call -> shown(creatives.edit(call.path("id"), call.ifMatch(), call.body(CreativePatch.class))));
    }

    private Route delete() {
        return Route.delete("/creatives/{id}")
                .says(TAG, "Remove a creative; one that is being made is cancelled.")
                .access(member(Role.EDITOR))
                .answersNothing(204, "It is removed.")
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> {
                    creatives.delete(call.path("id"));
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
                .handledBy(call -> accepted(creatives.retry(call.path("id"))));
    }

    private Route cancel() {
        return Route.post("/creatives/{id}/cancel")
                .says(TAG, "End a creative that is queued or running; nothing is charged.")
                .access(member(Role.EDITOR))
                .answers(200, "The cancelled creative.", CreativeBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .handledBy(call -> shown(creatives.cancel(call.path("id"))));
    }

    private Route content() {
        return Route.get("/creatives/{id}/content")
                .says(TAG, "Read what was made: copy as JSON, a picture or a video as its bytes.")
                .access(member(Role.CLIENT))
                .query("format", "string", "The format; without one, all copy, or the first picture or video.")
                .query("variant", "integer", "The variant, from 1.")
                .header("Range", false, "One range of bytes.")
                .answers(200, "Copy.", ContentAnswers.ContentBody.class)
                .answersBytes(206, "A part of a picture or a video.", "image/*", "video/*")
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT, ProblemCode.RANGE_NOT_SATISFIABLE)
                .handledBy(call -> content.answer(call, creatives.find(call.path("id"))));
    }

    private Route history() {
        return Route.get("/creatives/{id}/history")
                .says(TAG, "Read what happened to a creative, oldest first, at most the last 100 events.")
                .access(member(Role.CLIENT))
                .answers(200, "What happened.", History.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> Answer.ok(past(call.path("id"))));
    }

    /** What happened to a creative. */
    record History(List<Happened> results) {}

    /** One thing that happened. */
    record Happened(String id, String type, Instant time, Map<String, Object> data) {}

    private History past(String id) {
        Optional<List<CreativeEvent>> events = store.history(id);
        return new History(events.orElseThrow(() -> ProblemException.notFound("creative", id)).stream()
                .map(event -> new Happened(event.id(), event.type(), event.time(), event.data()))
                .toList());
    }
}
