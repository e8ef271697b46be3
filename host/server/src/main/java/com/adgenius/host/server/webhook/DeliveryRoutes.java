package com.adgenius.host.server.webhook;

import static com.adgenius.host.server.http.Access.member;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Query;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.webhook.WebhookDelivery.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of what is sent to webhooks. */
final class DeliveryRoutes implements Routes {

    private static final List<String> STATUSES =
            Stream.of(Status.values()).map(Status::value).toList();

    private final WebhookEditing webhooks;
    private final Runnable wake;

    /**
     * The routes.
     *
     * @param wake says that there is something to deliver for the tenant in scope
     */
    DeliveryRoutes(WebhookEditing webhooks, Runnable wake) {
        this.webhooks = requireNonNull(webhooks, "webhooks is null");
        this.wake = requireNonNull(wake, "wake is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(list(), one(), replay(), test());
    }

    private Route list() {
        return Route.get("/webhooks/{id}/deliveries")
                .says(
                        WebhookRoutes.TAG,
                        "List what was sent to a webhook or waits for it, the newest first; it is kept for "
                                + WebhookDeliveries.KEPT.toDays() + " days.")
                .access(member(Role.ADMIN))
                .query("status", "string", "Only those that are " + String.join(", ", STATUSES) + ".")
                .paged()
                .answers(200, "One page.", Types.page(DeliveryBody.class))
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(this::page);
    }

    private Answer page(Call call) {
        String id = webhooks.find(call.path("id")).id();
        Optional<Status> status = Query.oneOf(call, "status", STATUSES).map(Status::of);
        List<DeliveryBody> results = webhooks.deliveries().list(id, status, call.page()).stream()
                .map(DeliveryBody::of)
                .toList();
        String path = WebhookRoutes.PATH + "/" + id + "/deliveries" + Query.of(call, "status");
        return Answer.ok(Page.of(call, path, webhooks.deliveries().count(id, status), results));
    }

    private Route one() {
        return Route.get("/webhooks/{id}/deliveries/{delivery}")
                .says(WebhookRoutes.TAG, "Read how far a delivery is.")
                .access(member(Role.ADMIN))
                .answers(200, "The delivery.", DeliveryBody.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> Answer.ok(DeliveryBody.of(
                        webhooks.delivery(webhooks.find(call.path("id")).id(), call.path("delivery")))));
    }

    private Route replay() {
        return Route.post("/webhooks/{id}/deliveries/{delivery}/replay")
                .says(
                        WebhookRoutes.TAG,
                        "Deliver something again, whether it was delivered or given up, under the same id.")
                .access(member(Role.ADMIN))
                .answers(202, "The delivery, which is pending again.", DeliveryBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .idempotent()
                .handledBy(call -> begun(webhooks.replay(call.path("id"), call.path("delivery"))));
    }

    private Route test() {
        return Route.post("/webhooks/{id}/test")
                .says(WebhookRoutes.TAG, "Send a webhook.test event to a webhook, whichever types it gets.")
                .access(member(Role.ADMIN))
                .answers(202, "The delivery.", DeliveryBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .idempotent()
                .handledBy(call -> begun(webhooks.test(call.path("id"), call.asking())));
    }

    private Answer begun(WebhookDelivery delivery) {
        wake.run();
        return Answer.json(202, DeliveryBody.of(delivery))
                .header("Location", WebhookRoutes.PATH + "/" + delivery.webhookId() + "/deliveries/" + delivery.id());
    }
}
