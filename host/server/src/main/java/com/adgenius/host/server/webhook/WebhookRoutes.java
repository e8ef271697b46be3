package com.adgenius.host.server.webhook;

import static com.adgenius.host.server.http.Access.member;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import java.util.List;

/**
 * The routes of webhooks. Where a tenant's events go is decided by people who signed in: a webhook lives on when the token
 * it was made with, or an impersonation, has ended.
 */
final class WebhookRoutes implements Routes {

    static final String TAG = "Webhooks";
    static final String PATH = Route.API + "/webhooks";

    private final WebhookEditing webhooks;
    private final Runnable wake;

    /**
     * The routes.
     *
     * @param wake says that there may be something to deliver for the tenant in scope
     */
    WebhookRoutes(WebhookEditing webhooks, Runnable wake) {
        this.webhooks = requireNonNull(webhooks, "webhooks is null");
        this.wake = requireNonNull(wake, "wake is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(create(), list(), one(), change(), remove(), rotate());
    }

    private Route create() {
        return Route.post("/webhooks")
                .says(
                        TAG,
                        "Make a webhook: events of these types are posted to its URL, signed by Standard Webhooks. At most "
                                + WebhookStore.MOST + ".")
                .access(member(Role.ADMIN).whoSignedIn())
                .accepts(WebhookInput.class)
                .answers(
                        201,
                        "The webhook, with its ETag, and its secret, which is not shown again.",
                        WebhookSecretBody.class)
                .problems(ProblemCode.CONFLICT)
                .idempotent()
                .handledBy(call -> {
                    WebhookEditing.WithSecret made =
                            webhooks.create(call.body(WebhookInput.class).content(), call.asking());
                    return secret(
                            made, Answer.created(PATH + "/" + made.webhook().id(), body(made)));
                });
    }

    private static WebhookSecretBody body(WebhookEditing.WithSecret made) {
        return WebhookSecretBody.of(made.webhook(), made.secret());
    }

    private static Answer secret(WebhookEditing.WithSecret made, Answer answer) {
        return answer.revision(made.webhook().revision()).header("Cache-Control", "no-store");
    }

    private Route list() {
        return Route.get("/webhooks")
                .says(TAG, "List webhooks, the newest first.")
                .access(member(Role.ADMIN))
                .paged()
                .answers(200, "One page.", Types.page(WebhookBody.class))
                .handledBy(this::page);
    }

    private Answer page(Call call) {
        List<WebhookBody> results =
                webhooks.store().list(call.page()).stream().map(WebhookBody::of).toList();
        return Answer.ok(Page.of(call, PATH, webhooks.store().count(), results));
    }

    private static Answer shown(Webhook webhook) {
        return Answer.ok(WebhookBody.of(webhook)).revision(webhook.revision());
    }

    private Route one() {
        return Route.get("/webhooks/{id}")
                .says(TAG, "Read a webhook.")
                .access(member(Role.ADMIN))
                .answers(200, "The webhook, with its ETag.", WebhookBody.class)
                .problems(ProblemCode.NOT_FOUND)
                .handledBy(call -> shown(webhooks.find(call.path("id"))));
    }

    private Route change() {
        return Route.patch("/webhooks/{id}")
                .says(TAG, "Change a webhook; what is left out stays.")
                .access(member(Role.ADMIN).whoSignedIn())
                .header("If-Match", true, "The ETag of the webhook as you read it.")
                .accepts(WebhookPatch.class)
                .answers(200, "The changed webhook, with its new ETag.", WebhookBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE, ProblemCode.PRECONDITION_REQUIRED)
                .handledBy(call -> {
                    Webhook changed = webhooks.change(
                            call.path("id"), call.ifMatch(), call.body(WebhookPatch.class), call.asking());
                    wake.run();
                    return shown(changed);
                });
    }

    private Route remove() {
        return Route.delete("/webhooks/{id}")
                .says(TAG, "Remove a webhook with its deliveries; nothing is sent to it any more.")
                .access(member(Role.ADMIN))
                .header("If-Match", false, "The ETag of the webhook as you read it; without one, whatever it is now.")
                .answersNothing(204, "It is removed.")
                .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE)
                .handledBy(call -> {
                    webhooks.remove(call.path("id"), call.optionalIfMatch(), call.asking());
                    return Answer.noContent();
                });
    }

    private Route rotate() {
        return Route.post("/webhooks/{id}/rotate")
                .says(
                        TAG,
                        "Make a new secret; for " + WebhookEditing.OVERLAP.toHours()
                                + " hours messages are signed with the one before as well.")
                .access(member(Role.ADMIN).whoSignedIn())
                .answers(
                        200,
                        "The webhook, with its ETag, and its new secret, which is not shown again.",
                        WebhookSecretBody.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                .idempotent()
                .handledBy(call -> {
                    WebhookEditing.WithSecret made = webhooks.rotate(call.path("id"), call.asking());
                    return secret(made, Answer.ok(body(made)));
                });
    }
}
