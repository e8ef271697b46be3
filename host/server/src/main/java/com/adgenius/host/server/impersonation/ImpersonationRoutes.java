package com.adgenius.host.server.impersonation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes by which administrators of the platform look as a user. */
public final class ImpersonationRoutes implements Routes {

    private static final String TAG = "Impersonation";
    private static final String LIST = "/admin/impersonations";
    private static final String ONE = LIST + "/{id}";
    private static final Access ADMINISTRATORS = Access.platformAdministrator().whoSignedIn();

    private final Impersonations impersonations;

    /** The routes over those. */
    public ImpersonationRoutes(Impersonations impersonations) {
        this.impersonations = requireNonNull(impersonations, "impersonations is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post(LIST)
                        .says(
                                TAG,
                                "Look as a member of a tenant, for " + Impersonations.LONGEST.toMinutes()
                                        + " minutes at most and for a reason, which the tenant's audit shows. Neither"
                                        + " tokens nor passwords nor members can be changed so.")
                        .access(ADMINISTRATORS)
                        .accepts(NewImpersonation.class)
                        .answers(201, "A token for it, shown this once.", BegunImpersonation.class)
                        .problems(ProblemCode.TENANT_SUSPENDED)
                        .handledBy(this::begin),
                Route.get(LIST)
                        .says(TAG, "List impersonations, the newest first.")
                        .access(ADMINISTRATORS)
                        .paged("created_at")
                        .answers(200, "One page.", Types.page(ImpersonationView.class))
                        .handledBy(this::list),
                Route.delete(ONE)
                        .says(TAG, "End an impersonation: its token is refused at once.")
                        .access(ADMINISTRATORS)
                        .answersNothing(204, "It is over.")
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> {
                            impersonations.end(call.path("id"), call.asking());
                            return Answer.noContent();
                        }));
    }

    private Answer begin(Call call) {
        NewImpersonation body = call.body(NewImpersonation.class);
        Impersonations.Begun begun = impersonations.begin(
                requireNonNull(body.tenant(), "tenant is null"),
                requireNonNull(body.userId(), "userId is null"),
                requireNonNull(body.reason(), "reason is null").strip(),
                Optional.ofNullable(body.minutes()).map(Duration::ofMinutes).orElse(Impersonations.LONGEST),
                call.asking());
        return Answer.created(
                        Route.API + LIST + "/" + begun.impersonation().id(),
                        new BegunImpersonation(begun.secret(), ImpersonationView.of(begun.impersonation())))
                .header("Cache-Control", "no-store");
    }

    private Answer list(Call call) {
        PageRequest page = call.page();
        if (!page.field().isEmpty() && !page.field().equals("created_at")) {
            throw page.unknownField();
        }
        return Answer.ok(Page.of(
                call,
                Route.API + LIST,
                impersonations.count(),
                impersonations.page(page).stream().map(ImpersonationView::of).toList()));
    }

    @Schema(description = "As whom to look, and why.")
    record NewImpersonation(
            @Schema(description = "The tenant's id.", example = "acme", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String tenant,

            @Schema(
                    description = "The member's user id.",
                    example = "0198c0de-0000-7000-8000-000000000000",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String userId,

            @Schema(
                    description = "Why; the tenant reads it.",
                    example = "Ticket 4711: the export fails",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String reason,

            @Schema(description = "For how many minutes, 1 to 15, 15 by default.", example = "10") @Nullable
            Integer minutes)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations
                    .text(tenant, "tenant", 40)
                    .text(userId, "user_id", 40)
                    .text(reason, "reason", 500)
                    .plain(reason, "reason")
                    .check(
                            minutes == null || minutes >= 1 && minutes <= Impersonations.LONGEST.toMinutes(),
                            "minutes",
                            "must be 1 to " + Impersonations.LONGEST.toMinutes());
        }
    }

    @Schema(name = "Impersonation", description = "An administrator of the platform who looks as a user.")
    record ImpersonationView(
            String id,

            @Schema(description = "The tenant's id.", example = "acme")
            String tenant,

            @Schema(description = "As whom.") String userId,

            @Schema(description = "Who looks.", example = "admin@adgenius.example")
            String administrator,

            String reason,
            Instant createdAt,
            Instant expiresAt,

            @Schema(description = "When it was ended; none when it was not, or when it expired.")
            Optional<Instant> endedAt) {

        static ImpersonationView of(Impersonation impersonation) {
            return new ImpersonationView(
                    impersonation.id(),
                    impersonation.tenant(),
                    impersonation.userId(),
                    impersonation.administratorEmail(),
                    impersonation.reason(),
                    impersonation.createdAt(),
                    impersonation.expiresAt(),
                    impersonation.endedAt());
        }
    }

    @Schema(description = "An impersonation that began, with its token, which is never shown again.")
    record BegunImpersonation(
            @Schema(
                    description = "For \"Authorization: Bearer …\".",
                    example = "adgi_pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI")
            String secret,

            ImpersonationView impersonation) {

        @Override
        public String toString() {
            return "BegunImpersonation";
        }
    }
}
