package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.vertex.catalogue.CallShape;
import com.adgenius.plugins.vertex.catalogue.Catalogue;
import com.adgenius.plugins.vertex.catalogue.Model;
import com.adgenius.plugins.vertex.connection.Connections;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import com.adgenius.plugins.vertex.connection.Session;
import com.adgenius.plugins.vertex.connection.VertexSettings;
import com.google.api.gax.rpc.StatusCode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks the model that a tenant chose, and where Google no longer serves that, the one that takes its place. */
final class Vertex {

    private final Catalogue catalogue;
    private final Connections connections;
    private final System.Logger logger;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    Vertex(Catalogue catalogue, Connections connections, System.Logger logger) {
        this.catalogue = requireNonNull(catalogue, "catalogue is null");
        this.connections = requireNonNull(connections, "connections is null");
        this.logger = requireNonNull(logger, "logger is null");
    }

    /** What is asked of a model. */
    @FunctionalInterface
    interface Question<R> {

        R ask(Session session) throws PluginException, InterruptedException;
    }

    /**
     * Asks the tenant's model of that kind.
     *
     * @param deadline how long one answer may take where the tenant set nothing else
     */
    <R> R ask(ModelKind kind, Duration deadline, TenantContext context, Question<R> question)
            throws PluginException, InterruptedException {
        VertexSettings settings = VertexSettings.of(context, connections.rules());
        Model model = VertexSettings.model(kind, context, catalogue);
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
        model.warning(today).ifPresent(this::warn);
        try {
            return question.ask(session(settings, model, deadline));
        } catch (RemoteFailureException failure) {
            Optional<Model> other = catalogue.fallback(model);
            // Vectors of another model cannot be compared with those a tenant has.
            boolean gone = failure.status() == StatusCode.Code.NOT_FOUND
                    && model.retiredOn(today)
                    && kind != ModelKind.EMBEDDING;
            if (!gone || other.isEmpty()) {
                throw failure;
            }
            return question.ask(session(settings, other.get(), deadline));
        }
    }

    /** The tenant's model of that kind. */
    Model model(ModelKind kind, TenantContext context) throws PluginException {
        return VertexSettings.model(kind, context, catalogue);
    }

    /** Calls of the tenant's model of that kind, with whatever settings it has now. */
    Session session(ModelKind kind, Duration deadline, TenantContext context) throws PluginException {
        return session(
                VertexSettings.of(context, connections.rules()),
                VertexSettings.model(kind, context, catalogue),
                deadline);
    }

    /** What to say of an own model whose call shape does not make what its kind says. */
    static PluginException uncallable(Model model, CallShape... shapes) {
        String known = Arrays.stream(shapes).map(CallShape::value).collect(Collectors.joining(" or "));
        return new PluginException(
                FailureCode.UNAUTHORIZED,
                "Model \"" + model.id() + "\" makes " + model.kind().value() + " and so is called by " + known
                        + ", not by " + model.call().value()
                        + "; an administrator mends own_models in the settings of model-vertex");
    }

    private Session session(VertexSettings settings, Model model, Duration deadline) {
        return new Session(
                connections,
                settings,
                model,
                settings.deadline().filter(own -> own.compareTo(deadline) < 0).orElse(deadline));
    }

    private void warn(String message) {
        if (warned.add(message)) {
            logger.log(System.Logger.Level.WARNING, message);
        }
    }
}
