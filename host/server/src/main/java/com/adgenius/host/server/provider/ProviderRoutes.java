package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.ModelKind;
import java.util.List;
import java.util.Map;

/** In which order a tenant's model providers are asked. */
public final class ProviderRoutes implements Routes {

    private static final String TAG = "Plugins";
    private static final String PATH = "/plugins/providers";

    private final ProviderOrders orders;
    private final ProviderViews views;

    /** The routes over these orders. */
    public ProviderRoutes(ProviderOrders orders, ProviderViews views) {
        this.orders = requireNonNull(orders, "orders is null");
        this.views = requireNonNull(views, "views is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH)
                        .says(TAG, "List your model providers in the order they are asked, with whether each serves.")
                        .access(Access.member(Role.VIEWER))
                        .answers(200, "The providers by kind of model, with an ETag.", ProvidersBody.class)
                        .handledBy(_ -> answer(orders.read())),
                Route.put(PATH)
                        .says(
                                TAG,
                                "Say in which order your model providers are asked; it holds for jobs that begin then.")
                        .access(Access.member(Role.ADMIN))
                        .header("If-Match", true, "The ETag of the order that you read.")
                        .accepts(ProviderOrderInput.class)
                        .answers(200, "The providers in their new order, with its ETag.", ProvidersBody.class)
                        .problems(ProblemCode.STALE, ProblemCode.PRECONDITION_REQUIRED)
                        .handledBy(this::replace));
    }

    private Answer replace(Call call) {
        Map<ModelKind, List<String>> wanted =
                call.body(ProviderOrderInput.class).named();
        views.requireProviders(wanted);
        if (!orders.replace(call.ifMatch(), wanted, call.asking())) {
            throw ProblemException.of(
                    ProblemCode.STALE, "The order was changed meanwhile; read it again and repeat the change.");
        }
        return answer(orders.read());
    }

    private Answer answer(ProviderOrder order) {
        return Answer.ok(views.of(order)).revision(order.revision());
    }
}
