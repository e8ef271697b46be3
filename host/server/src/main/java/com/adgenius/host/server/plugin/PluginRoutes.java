package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.plugin.administration.PluginAdministration;
import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.scope.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plugins as a tenant sees, switches and sets them. */
public final class PluginRoutes implements Routes {

    private static final String TAG = "Plugins";

    private final PluginAdministration administration;
    private final PluginViews views;
    private final TenantSwitch tenantSwitch;
    private final EditableSettings settings;

    PluginRoutes(
            PluginAdministration administration,
            PluginViews views,
            TenantSwitch tenantSwitch,
            EditableSettings settings) {
        this.administration = requireNonNull(administration, "administration is null");
        this.views = requireNonNull(views, "views is null");
        this.tenantSwitch = requireNonNull(tenantSwitch, "tenantSwitch is null");
        this.settings = requireNonNull(settings, "settings is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/plugins")
                        .says(TAG, "List the plugins, whether your tenant uses them, and why not.")
                        .access(Access.member(Role.VIEWER))
                        .paged()
                        .answers(200, "One page of the plugins.", Page.class)
                        .handledBy(call -> Pages.of(
                                call,
                                "/plugins",
                                administration.all().stream()
                                        .filter(state ->
                                                !state.route().versions().isEmpty())
                                        .map(views::view)
                                        .toList())),
                Route.put("/plugins/{id}/enabled")
                        .says(TAG, "Switch a plugin on or off for your tenant.")
                        .access(Access.member(Role.ADMIN))
                        .accepts(Enabled.class)
                        .answers(200, "The plugin; the switch is in force on this node.", PluginViews.PluginView.class)
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.PLUGIN_NOT_ALLOWED)
                        .handledBy(this::enable),
                Route.get("/plugins/{id}/settings")
                        .says(TAG, "Read your tenant's settings for a plugin; secrets are only said to be set or not.")
                        .access(Access.member(Role.ADMIN))
                        .answers(200, "The settings.", Settings.class)
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.UNAVAILABLE)
                        .handledBy(this::settings),
                Route.put("/plugins/{id}/settings")
                        .says(TAG, "Replace your tenant's settings for a plugin.")
                        .access(Access.member(Role.ADMIN))
                        .header("If-Match", true, "The ETag of the settings that you read.")
                        .accepts(NewSettings.class)
                        .answers(200, "The settings.", Settings.class)
                        .problems(
                                ProblemCode.NOT_FOUND,
                                ProblemCode.UNAVAILABLE,
                                ProblemCode.STALE,
                                ProblemCode.PRECONDITION_REQUIRED)
                        .handledBy(this::replaceSettings));
    }

    private Answer enable(Call call) throws InterruptedException {
        DesiredState state = administration.required(call.path("id"));
        boolean enabled = call.body(Enabled.class).value();
        tenantSwitch.set(state, enabled, Actor.of(call.principal()));
        return Answer.ok(views.view(administration.required(state.pluginId())));
    }

    private Answer settings(Call call) {
        String pluginId = administration.required(call.path("id")).pluginId();
        return answer(pluginId, settings.show(pluginId, schema(pluginId)));
    }

    private Answer replaceSettings(Call call) {
        String pluginId = administration.required(call.path("id")).pluginId();
        return answer(
                pluginId,
                settings.replace(
                        pluginId,
                        schema(pluginId),
                        call.ifMatch(),
                        call.body(NewSettings.class).value(),
                        call.asking()));
    }

    private JsonSchema schema(String pluginId) {
        PluginMetadata metadata = views.metadata(pluginId)
                .orElseThrow(() -> ProblemException.of(
                                ProblemCode.UNAVAILABLE,
                                "No version of " + pluginId
                                        + " is loaded here, so its settings are not known. Ask again.")
                        .header("Retry-After", "5"));
        return metadata.settingsSchema()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.NOT_FOUND, pluginId + " has no settings for a tenant to make."));
    }

    private static Answer answer(String pluginId, EditableSettings.Shown shown) {
        return Answer.ok(new Settings(pluginId, shown.settings(), shown.secrets()))
                .revision(shown.revision());
    }

    record Enabled(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean enabled) implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.check(enabled != null, "enabled", "is needed: true or false");
        }

        boolean value() {
            return Optional.ofNullable(enabled).orElseThrow();
        }
    }

    record Settings(
            String id,

            @Schema(description = "By the plugin's settings_schema, without secrets.")
            Map<String, Object> settings,

            @Schema(description = "For each secret of the schema, whether it is set.")
            Map<String, Boolean> secrets) {}

    record NewSettings(
            @Schema(
                    description = "All settings, by the plugin's settings_schema. A secret that is left out stays, one"
                            + " that is null is removed.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Map<String, Object> settings)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.check(settings != null, "settings", "is needed");
        }

        Map<String, Object> value() {
            return Optional.ofNullable(settings).orElseThrow();
        }
    }
}
