package com.adgenius.host.server.campaign;

import static com.adgenius.host.server.http.Access.member;
import static java.util.Objects.requireNonNull;

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
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of campaigns. */
public final class CampaignRoutes implements Routes {

    private static final String TAG = "Campaigns";
    private static final String PATH = Route.API + "/campaigns";
    private static final String[] FILTERS = {"q", "objective", "active_on", "deleted"};

    /** What a list can be ordered by, with the field that holds it. */
    private static final Map<String, String> ORDERINGS = Map.of(
            "name", "name_key",
            "start_date", "start_date",
            "end_date", "end_date",
            "created_at", "created_at",
            "updated_at", "updated_at");

    private final CampaignEditing campaigns;
    private final CampaignSummaries summaries;
    private final Clock clock;

    /** The routes over the campaigns. */
    public CampaignRoutes(CampaignEditing campaigns, CampaignSummaries summaries, Clock clock) {
        this.campaigns = requireNonNull(campaigns, "campaigns is null");
        this.summaries = requireNonNull(summaries, "summaries is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(create(), list(), one(), change(), remove(), restore(), summary());
    }

    private Route create() {
        return Route.post("/campaigns")
                .says(TAG, "Make a campaign.")
                .access(member(Role.EDITOR))
                .accepts(CampaignInput.class)
                .answers(201, "The campaign, with its ETag.", CampaignBody.class)
                .idempotent()
                .handledBy(call -> {
                    Campaign campaign =
                            campaigns.create(call.body(CampaignInput.class).content(), call.asking());
                    return Answer.created(PATH + "/" + campaign.id(), CampaignBody.of(campaign))
                            .revision(campaign.revision());
                });
    }

    private Route list() {
        return Route.get("/campaigns")
                .says(TAG, "List campaigns, the newest first.")
                .access(member(Role.CLIENT))
                .query("q", "string", "Whose name begins so, in whatever case.")
                .query("objective", "string", "With exactly this objective.")
                .query("active_on", "string", "Running on this day, for instance 2027-03-15, as far as is known.")
                .query(
                        "deleted",
                        "boolean",
                        "With true, those that were removed and can be restored, within " + Undo.WINDOW.toDays()
                                + " days.")
                .paged(ORDERINGS.keySet().stream().sorted().toArray(String[]::new))
                .answers(200, "One page.", Types.page(CampaignBody.class))
                .handledBy(this::page);
    }

    private Answer page(Call call) {
        PageRequest page = call.page();
        boolean own = page.ordering().isEmpty();
        String field = Optional.ofNullable(ORDERINGS.get(own ? "created_at" : page.field()))
                .orElseThrow(page::unknownField);
        CampaignStore.Filter filter = new CampaignStore.Filter(
                call.query("q"),
                call.query("objective"),
                call.query("active_on").map(CampaignRoutes::day),
                Query.flag(call, "deleted") ? Optional.of(Undo.since(clock.instant())) : Optional.empty());
        List<CampaignBody> results = campaigns.store().list(filter, field, own || page.descending(), page).stream()
                .map(CampaignBody::of)
                .toList();
        return Answer.ok(
                Page.of(call, PATH + Query.of(call, FILTERS), campaigns.store().count(filter), results));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            String message = "must be a day, for instance 2027-03-15";
            throw ProblemException.of(
                    ProblemCode.MALFORMED_PARAMETER,
                    "active_on " + message + ".",
                    List.of(new FieldError("active_on", message)));
        }
    }

    private static Answer shown(Campaign campaign) {
        return Answer.ok(CampaignBody.of(campaign)).revision(campaign.revision());
    }

    private Route one() {
        return Route.get("/campaigns/{id}")
                .says(TAG, "Read a campaign.")
                .access(member(Role.CLIENT))
                .answers(200, "The campaign, with its ETag.", CampaignBody.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> shown(campaigns.find(call.path("id"))));
    }

    private Route change() {
        return Route.patch("/campaigns/{id}")
                .says(TAG, "Change a campaign; what is left out stays, null empties a date or the budget.")
                .access(member(Role.EDITOR))
                .header("If-Match", true, "The ETag of the campaign as you read it.")
                .accepts(CampaignPatch.class)
                .answers(200, "The changed campaign, with its new ETag.", CampaignBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE, ProblemCode.PRECONDITION_REQUIRED)
                .handledBy(call -> shown(campaigns.change(
                        call.path("id"), call.ifMatch(), call.body(CampaignPatch.class), call.asking())));
    }

    private Route remove() {
        return Route.delete("/campaigns/{id}")
                .says(
                        TAG,
                        "Remove a campaign with its creatives; those that are being made are cancelled. All of it can"
                                + " be restored for " + Undo.WINDOW.toDays() + " days, and then goes for good.")
                .access(member(Role.EDITOR))
                .header("If-Match", false, "The ETag of the campaign as you read it; without one, whatever it is now.")
                .answersNothing(204, "It is removed.")
                .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE, ProblemCode.CONFLICT)
                .handledBy(call -> {
                    campaigns.remove(call.path("id"), call.optionalIfMatch(), call.asking());
                    return Answer.noContent();
                });
    }

    private Route restore() {
        return Route.post("/campaigns/{id}/restore")
                .says(TAG, "Bring back a removed campaign with the creatives that it held.")
                .access(member(Role.EDITOR))
                .answers(200, "The campaign, with its ETag.", CampaignBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .handledBy(call -> shown(campaigns.restore(call.path("id"), call.asking())));
    }

    private Route summary() {
        return Route.get("/campaigns/{id}/summary")
                .says(TAG, "Count what a campaign holds, by status, kind and approval.")
                .access(member(Role.CLIENT))
                .answers(200, "The numbers.", CampaignSummary.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> Answer.ok(summaries.of(campaigns.find(call.path("id")))));
    }
}
