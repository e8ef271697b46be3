package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import java.util.List;
import java.util.Map;

/** The messages that nobody could handle, for administrators of the platform. */
public final class DeadLetterRoutes implements Routes {

    private static final String TAG = "Events and work";
    private static final String PATH = "/admin/dead-letters";

    private final EventBus bus;
    private final DeadLetters letters;
    private final AuditLog audit;

    /** The routes over the bus and its dead letters. */
    public DeadLetterRoutes(EventBus bus, DeadLetters letters, AuditLog audit) {
        this.bus = requireNonNull(bus, "bus is null");
        this.letters = requireNonNull(letters, "letters is null");
        this.audit = requireNonNull(audit, "audit is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH)
                        .says(TAG, "List the messages that could not be handled, the newest first.")
                        .access(Access.platformAdministrator())
                        .paged()
                        .answers(200, "One page of them, each with its reason.", Types.page(DeadLetterView.class))
                        .handledBy(this::page),
                Route.post(PATH + "/{id}/replay")
                        .says(TAG, "Deliver a message that could not be handled again, as if for the first time.")
                        .access(Access.platformAdministrator())
                        .answers(202, "It is on its way, and no dead letter any more.", DeadLetterView.class)
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.UNAVAILABLE)
                        .handledBy(this::replay));
    }

    private Answer page(Call call) {
        return Answer.ok(Page.of(
                call,
                Route.API + PATH,
                letters.count(),
                letters.page(call.page()).stream().map(DeadLetterView::of).toList()));
    }

    private Answer replay(Call call) {
        String id = call.path("id");
        DeadLetter letter = letters.find(id).orElseThrow(() -> ProblemException.notFound("dead letter", id));
        try {
            bus.replay(letter);
        } catch (BusUnavailableException e) {
            throw ProblemException.of(
                            ProblemCode.UNAVAILABLE, "The message was not taken; ask again. " + e.getMessage())
                    .header("Retry-After", "5");
        }
        letters.remove(letter);
        audit.record(
                call.asking(),
                "dead_letter.replayed",
                id,
                Map.of(
                        "subscription",
                        letter.subscription(),
                        "message",
                        letter.messageId().orElse("")));
        return Answer.json(202, DeadLetterView.of(letter));
    }
}
