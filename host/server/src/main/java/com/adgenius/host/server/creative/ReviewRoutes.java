package com.adgenius.host.server.creative;

import static com.adgenius.host.server.http.Access.member;
import static com.adgenius.host.server.http.Access.reviewer;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The routes by which people decide about creatives, look at what they were, and bring removed ones back. */
final class ReviewRoutes implements Routes {

    private static final String TAG = "Creatives";
    private static final String WHO =
            " A client may, and so may editors and above, their own too; what was seen is named by If-Match or by the"
                    + " content's hash, so that nobody decides about what he has not seen.";

    private final Creatives creatives;
    private final CreativeEdits edits;
    private final Decisions decisions;
    private final CreativeStore store;
    private final CreativeVersions versions;

    /** The routes over the services. */
    ReviewRoutes(
            CreativeServices services,
            Creatives creatives,
            CreativeEdits edits,
            Decisions decisions,
            CreativeAftermath aftermath) {
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.edits = requireNonNull(edits, "edits is null");
        this.decisions = requireNonNull(decisions, "decisions is null");
        this.store = services.store();
        this.versions = aftermath.versions();
    }

    @Override
    public List<Route> routes() {
        return List.of(approve(), reject(), restore(), history(), compare(), version());
    }

    private Route approve() {
        return decision("approve", "Approve a ready creative. Any later change voids it." + WHO)
                .accepts(ApprovalInput.class)
                .answers(200, "The approved creative, with its new ETag.", CreativeBody.class)
                .handledBy(call -> shown(decisions.decide(
                        call.path("id"),
                        seen(
                                call,
                                Optional.ofNullable(
                                        call.body(ApprovalInput.class).contentHash())),
                        Approval.Status.APPROVED,
                        "",
                        call.asking())));
    }

    private Route reject() {
        return decision("reject", "Reject a ready creative, and say why." + WHO)
                .accepts(RejectionInput.class)
                .answers(200, "The rejected creative, with its new ETag.", CreativeBody.class)
                .handledBy(call -> {
                    RejectionInput input = call.body(RejectionInput.class);
                    return shown(decisions.decide(
                            call.path("id"),
                            seen(call, Optional.ofNullable(input.contentHash())),
                            Approval.Status.REJECTED,
                            Objects.requireNonNull(input.reason(), "reason was checked")
                                    .strip(),
                            call.asking()));
                });
    }

    private static Route.Builder decision(String verb, String summary) {
        return Route.post("/creatives/{id}/" + verb)
                .says(TAG, summary)
                .access(reviewer())
                .header("If-Match", false, "The ETag of the creative as you saw it; not needed with content_hash.")
                .problems(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.CONFLICT,
                        ProblemCode.STALE,
                        ProblemCode.PRECONDITION_REQUIRED);
    }

    private static Decisions.Seen seen(Call call, Optional<String> contentHash) {
        return new Decisions.Seen(call.optionalIfMatch(), contentHash);
    }

    private Answer shown(Creative creative) {
        return Answer.ok(creatives.body(creative)).revision(creative.revision());
    }

    private Route restore() {
        return Route.post("/creatives/{id}/restore")
                .says(TAG, "Bring back a removed creative.")
                .access(member(Role.EDITOR))
                .answers(200, "The creative, with its ETag.", CreativeBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .handledBy(call -> shown(edits.restore(call.path("id"), call.asking())));
    }

    private Route history() {
        return Route.get("/creatives/{id}/history")
                .says(TAG, "Read what happened to a creative, and which versions its content had.")
                .access(member(Role.CLIENT))
                .answers(200, "What happened, and the versions.", HistoryBody.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> {
                    Creative creative = creatives.find(call.path("id"));
                    List<CreativeEvent> events = store.history(creative.id()).orElseThrow(() -> missing(creative.id()));
                    return Answer.ok(HistoryBody.of(creative, events, versions.before(creative)));
                });
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("creative", id);
    }

    private Route compare() {
        return Route.get("/creatives/{id}/history/compare")
                .says(
                        TAG,
                        "Compare two versions of a creative, or one with a version of another creative, its parent for"
                                + " instance: what differs, field by field.")
                .access(member(Role.CLIENT))
                .query("from", "integer", "The version on the left; without it, the one before, or the other's of now.")
                .query("to", "integer", "The version on the right; without it, the one of now.")
                .query("with", "string", "The creative on the left; without it, this one.")
                .answers(200, "What differs.", ComparisonBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .handledBy(call -> {
                    Creative right = withContent(call.path("id"));
                    Creative left = call.query("with").isPresent()
                            ? withContent(call.query("with").get())
                            : right;
                    int to = call.number("to").orElse(right.review().version());
                    int from = call.number("from")
                            .orElse(
                                    left.id().equals(right.id())
                                            ? Math.max(1, to - 1)
                                            : left.review().version());
                    return Answer.ok(ComparisonBody.of(left, version(left, from), right, version(right, to)));
                });
    }

    private Creative withContent(String id) {
        Creative creative = creatives.find(id);
        if (creative.result().isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "Creative " + id + " is " + creative.status().value()
                            + "; only a ready one has versions to compare.");
        }
        return creative;
    }

    private CreativeVersions.Version version(Creative creative, int number) {
        return versions.find(creative, number)
                .orElseThrow(() -> ProblemException.notFound("version", Integer.toString(number)));
    }

    private Route version() {
        return Route.get("/creatives/{id}/history/{version}")
                .says(TAG, "Read a version of a creative's content.")
                .access(member(Role.CLIENT))
                .answers(200, "The version.", HistoryBody.VersionDetail.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> {
                    Creative creative = creatives.find(call.path("id"));
                    String number = call.path("version");
                    return Answer.ok(HistoryBody.VersionDetail.of(
                            creative,
                            (number.matches("[1-9][0-9]{0,8}")
                                            ? versions.find(creative, Integer.parseInt(number))
                                            : Optional.<CreativeVersions.Version>empty())
                                    .orElseThrow(() -> ProblemException.notFound("version", number))));
                });
    }
}
