package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Availability;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.plugin.Generator;
import com.adgenius.host.server.plugin.GeneratorCatalog;
import com.adgenius.host.server.plugin.OfferedFormat;
import com.adgenius.host.server.plugin.TenantPlugins;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.ModelKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the generator for a request of the tenant in scope, or says why there is none. */
final class GeneratorChoice {

    private final GeneratorCatalog catalog;
    private final TenantPlugins plugins;

    GeneratorChoice(GeneratorCatalog catalog, TenantPlugins plugins) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.plugins = requireNonNull(plugins, "plugins is null");
    }

    Generator choose(Optional<String> pluginId, CreativeKind kind, List<String> formats) {
        Predicate<Generator> asked = generator -> generator.kind() == kind
                && (pluginId.isEmpty() || generator.pluginId().equals(pluginId.get()));
        List<Generator> serving = catalog.generators().stream().filter(asked).toList();
        if (serving.isEmpty()) {
            throw noGenerator(pluginId, kind, asked, formats);
        }
        return serving.stream()
                .filter(generator -> formats.stream()
                        .allMatch(format -> generator.format(format).isPresent()))
                .findFirst()
                .orElseThrow(() -> formats.stream()
                        .filter(format -> serving.stream()
                                .noneMatch(generator -> generator.format(format).isPresent()))
                        .findFirst()
                        .flatMap(format -> unserved(
                                asked.and(generator -> generator.format(format).isPresent())))
                        .orElseGet(() -> noFormat(serving, kind, formats)));
    }

    /**
     * Why one of those generators, which would do, does not serve this tenant; empty where there is none. Of several it
     * is the one that is nearest: what the company itself may switch on goes before what it has to ask for.
     */
    private Optional<ProblemException> unserved(Predicate<Generator> wanted) {
        return catalog.withoutProvider().stream()
                .filter(wanted)
                .findFirst()
                .map(this::noProvider)
                .or(() -> catalog.installed().stream()
                        .filter(wanted)
                        .map(Generator::pluginId)
                        .distinct()
                        .map(id -> new Unserved(id, plugins.availability(id)))
                        .filter(plugin -> !(plugin.availability() instanceof Availability.Served))
                        .min(Comparator.comparingInt(Unserved::distance))
                        .map(plugin -> refusal(plugin.id(), plugin.availability())));
    }

    private record Unserved(String id, Availability availability) {

        int distance() {
            return switch (availability) {
                case Availability.Served _ -> 0;
                case Availability.Disabled(Availability.Switch by) ->
                    switch (by) {
                        case TENANT -> 1;
                        case PLATFORM_FOR_TENANT -> 3;
                        case PLATFORM -> 4;
                    };
                case Availability.NotLoaded _ -> 2;
                case Availability.NotInstalled _ -> 5;
            };
        }
    }

    private ProblemException noGenerator(
            Optional<String> pluginId, CreativeKind kind, Predicate<Generator> asked, List<String> formats) {
        Predicate<Generator> fitting = asked.and(generator ->
                formats.stream().allMatch(format -> generator.format(format).isPresent()));
        return unserved(fitting)
                .or(() -> unserved(asked))
                .or(() -> pluginId.map(id -> refusal(id, plugins.availability(id))))
                .orElseGet(() -> ProblemException.invalid(
                        "kind",
                        "no plugin that makes " + kind.value() + " is installed; an administrator installs one"));
    }

    private ProblemException noProvider(Generator generator) {
        String models =
                catalog.lacking(generator).stream().map(ModelKind::value).collect(Collectors.joining(" and "));
        return ProblemException.of(
                ProblemCode.NO_PROVIDER,
                "Plugin \"" + generator.pluginId() + "\" needs a model for " + models
                        + ", and no plugin that gives one is switched on and set up for your company; an administrator of"
                        + " yours does that, see /plugins/providers.");
    }

    private static ProblemException refusal(String pluginId, Availability availability) {
        String plugin = "Plugin \"" + pluginId + "\" ";
        return switch (availability) {
            case Availability.Disabled(Availability.Switch by)
            when by == Availability.Switch.TENANT ->
                ProblemException.of(
                        ProblemCode.PLUGIN_DISABLED,
                        plugin
                                + "is switched off for your company; an administrator of yours can switch it on, see /plugins.");
            case Availability.Disabled(Availability.Switch by) ->
                ProblemException.of(
                        ProblemCode.PLUGIN_NOT_ALLOWED,
                        plugin
                                + (by == Availability.Switch.PLATFORM
                                        ? "is switched off by the platform for everybody."
                                        : "is not allowed for your company by the platform; ask its operator."));
            case Availability.NotLoaded(List<Refusal> _) ->
                ProblemException.of(ProblemCode.UNAVAILABLE, plugin + "is switched on, but not loaded yet; ask again.")
                        .header("Retry-After", "5");
            case Availability.NotInstalled() ->
                ProblemException.invalid("generator", "there is no plugin \"" + pluginId + "\" here; see /generators");
            case Availability.Served _ ->
                ProblemException.invalid("generator", "plugin \"" + pluginId + "\" makes nothing of this kind");
        };
    }

    /** Names each format that keeps the request from being served. */
    private ProblemException noFormat(List<Generator> serving, CreativeKind kind, List<String> formats) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < formats.size(); i++) {
            String format = formats.get(i);
            if (serving.stream().noneMatch(generator -> generator.format(format).isPresent())) {
                errors.add(new FieldError("formats[" + i + "]", reason(format, kind)));
            }
        }
        if (errors.isEmpty()) {
            errors.add(new FieldError(
                    "formats", "no single generator makes all of these; ask for them in several requests"));
        }
        FieldError first = errors.getFirst();
        return ProblemException.of(ProblemCode.INVALID, first.field() + ": " + first.message(), errors);
    }

    private String reason(String format, CreativeKind kind) {
        return catalog.formats().stream()
                .filter(offered -> offered.id().equals(format))
                .findFirst()
                .map(OfferedFormat::kinds)
                .map(kinds -> kinds.contains(kind.value())
                        ? "\"" + format + "\" is not one of this generator's formats"
                        : "\"" + format + "\" takes " + String.join(" or ", kinds) + ", not " + kind.value())
                .orElse("there is no format \"" + format + "\"; see /formats");
    }
}
