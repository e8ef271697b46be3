package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Availability;
import com.adgenius.host.runtime.InstanceReport;
import com.adgenius.host.runtime.InstanceState;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.provider.Circuits.Place;
import com.adgenius.host.server.provider.ProvidersBody.ProviderBody;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.ModelKind;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The model providers of the tenant in scope as its people see them. */
public final class ProviderViews {

    private final PluginRuntime runtime;
    private final ModelProviders providers;
    private final Predicate<String> installed;

    /**
     * The providers that the runtime serves.
     *
     * @param installed whether there is a plugin of that id, loaded here or not
     */
    public ProviderViews(PluginRuntime runtime, ModelProviders providers, Predicate<String> installed) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.providers = requireNonNull(providers, "providers is null");
        this.installed = requireNonNull(installed, "installed is null");
    }

    /** Refuses an order that names what is no provider of that kind; one that is not loaded here may be one. */
    void requireProviders(Map<ModelKind, List<String>> named) {
        List<FieldError> errors = new ArrayList<>();
        named.forEach((kind, ids) -> {
            Set<String> known = loaded(kind);
            Set<String> others = loaded();
            for (int i = 0; i < ids.size(); i++) {
                String id = ids.get(i);
                String field = kind.value() + "[" + i + "]";
                if (!installed.test(id)) {
                    errors.add(new FieldError(field, "there is no plugin \"" + id + "\"; see /plugins"));
                } else if (!known.contains(id) && others.contains(id)) {
                    errors.add(new FieldError(
                            field, "plugin \"" + id + "\" is no provider of models for " + kind.value()));
                }
            }
        });
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw ProblemException.of(ProblemCode.INVALID, first.field() + ": " + first.message(), errors);
        }
    }

    ProvidersBody of(ProviderOrder order) {
        ModelProviders.Moment now = providers.now();
        return new ProvidersBody(
                of(ModelKind.TEXT, order, now),
                of(ModelKind.IMAGE, order, now),
                of(ModelKind.VIDEO, order, now),
                of(ModelKind.EMBEDDING, order, now));
    }

    private List<ProviderBody> of(ModelKind kind, ProviderOrder order, ModelProviders.Moment now) {
        Map<String, Candidate> serving = now.candidates(kind, order).stream()
                .collect(Collectors.toMap(Candidate::pluginId, candidate -> candidate));
        Set<String> known = new TreeSet<>(loaded(kind));
        known.addAll(serving.keySet());
        order.of(kind).stream().filter(installed).forEach(known::add);
        return order.sorted(kind, List.copyOf(known)).stream()
                .map(id -> body(id, kind, order.of(kind).contains(id), Optional.ofNullable(serving.get(id))))
                .toList();
    }

    private ProviderBody body(String id, ModelKind kind, boolean named, Optional<Candidate> candidate) {
        if (candidate.isEmpty()) {
            return absent(id, named);
        }
        Candidate serving = candidate.get();
        Optional<String> version = Optional.of(serving.instance().version());
        if (!serving.configured()) {
            return new ProviderBody(
                    id,
                    version,
                    named,
                    "not_configured",
                    Optional.of("It lacks the settings " + String.join(", ", serving.missing()) + "; see /plugins/" + id
                            + "/settings."),
                    Optional.empty());
        }
        Place place = new Place(TenantScope.current().slug(), id, kind);
        return providers
                .circuits()
                .open(place, serving.setup())
                .map(open -> new ProviderBody(
                        id,
                        version,
                        named,
                        "circuit_open",
                        Optional.of(
                                "It failed repeatedly, last with " + open.code().value() + ": " + open.message()),
                        Optional.of(open.until().truncatedTo(ChronoUnit.MILLIS))))
                .orElseGet(() -> new ProviderBody(id, version, named, "serves", Optional.empty(), Optional.empty()));
    }

    private ProviderBody absent(String id, boolean named) {
        Availability availability = runtime.availability(id, tenant());
        String status = availability instanceof Availability.Disabled ? "off" : "not_loaded";
        String reason = switch (availability) {
            case Availability.Disabled(Availability.Switch by) ->
                switch (by) {
                    case TENANT -> "Your tenant switched it off.";
                    case PLATFORM_FOR_TENANT -> "The platform does not allow it for your tenant.";
                    case PLATFORM -> "The platform switched it off for everybody.";
                };
            case Availability.NotLoaded(List<Refusal> refusals)
            when !refusals.isEmpty() -> refusals.stream().map(Refusal::message).collect(Collectors.joining("; "));
            case Availability.NotLoaded _ -> "No version is routed to your tenant.";
            case Availability.NotInstalled _ -> "This node has not loaded it yet.";
            case Availability.Served _ -> "The version that serves your tenant does not provide this.";
        };
        return new ProviderBody(id, Optional.empty(), named, status, Optional.of(reason), Optional.empty());
    }

    private Set<String> loaded(ModelKind kind) {
        return runtime.instances().stream()
                .filter(report -> report.state() == InstanceState.SERVING)
                .map(InstanceReport::instance)
                .filter(instance -> instance.provides(ModelProviders.point(kind)))
                .map(instance -> instance.pluginId())
                .collect(Collectors.toSet());
    }

    private Set<String> loaded() {
        return runtime.instances().stream()
                .filter(report -> report.state() == InstanceState.SERVING)
                .map(report -> report.instance().pluginId())
                .collect(Collectors.toSet());
    }

    private TenantKey tenant() {
        return runtime.tenant(TenantScope.current().slug());
    }
}
