package com.adgenius.host.server.plugin.state;

import com.adgenius.host.runtime.ArtifactCheck;
import com.adgenius.host.runtime.ArtifactDescriptor;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Canary;
import com.adgenius.host.runtime.Requirement;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.storage.JsonValues;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/** A desired state as its document. Versions stand in a list, since their dots may not stand in a field's name. */
final class DesiredStateDocument {

    private DesiredStateDocument() {}

    static Document of(DesiredState state) {
        return new Document("_id", state.pluginId())
                .append("revision", state.revision())
                .append(
                        "versions",
                        state.versions().values().stream()
                                .map(DesiredStateDocument::of)
                                .toList())
                .append("route", of(state.route()))
                .append(
                        "routed_by",
                        state.routedBy().map(DesiredStateDocument::of).orElse(null))
                .append("previous", state.previous())
                .append("enabled", state.switches().platform())
                .append("default_enabled", state.switches().defaultEnabled())
                .append("tenants", new Document(new HashMap<>(state.switches().tenants())))
                .append(
                        "unannounced",
                        state.unannounced().stream()
                                .map(DesiredStateDocument::of)
                                .toList());
    }

    static DesiredState state(Document document) {
        String pluginId = document.getString("_id");
        return new DesiredState(
                pluginId,
                document.getLong("revision"),
                document.getList("versions", Document.class).stream()
                        .map(version -> version(pluginId, version))
                        .collect(Collectors.toMap(PluginVersion::version, Function.identity())),
                route(document.get("route", Document.class)),
                Optional.ofNullable(document.get("routed_by", Document.class)).map(DesiredStateDocument::actor),
                document.getList("previous", String.class),
                new Switches(
                        document.getBoolean("enabled"),
                        document.getBoolean("default_enabled"),
                        values(document.get("tenants", Document.class), Boolean.class)),
                document.getList("unannounced", Document.class).stream()
                        .map(DesiredStateDocument::change)
                        .toList());
    }

    private static Document of(PluginVersion version) {
        ArtifactDescriptor descriptor = version.descriptor();
        return new Document("version", version.version())
                .append("sha256", version.sha256())
                .append("size", descriptor.size())
                .append("requires", descriptor.requires())
                .append(
                        "requirements",
                        descriptor.requirements().stream()
                                .map(requirement -> new Document("plugin_id", requirement.pluginId())
                                        .append("range", requirement.range())
                                        .append("optional", requirement.optional()))
                                .toList())
                .append("plugin_class", descriptor.pluginClass().orElse(null))
                .append("provider", descriptor.provider())
                .append("license", descriptor.license())
                .append("description", descriptor.description())
                .append("permissions", List.copyOf(descriptor.permissions()))
                .append("extension_classes", descriptor.extensionClasses())
                .append(
                        "checks",
                        version.checks().stream()
                                .map(check -> new Document("name", check.name())
                                        .append("passed", check.passed())
                                        .append("detail", check.detail()))
                                .toList())
                .append("uploaded_by", of(version.uploadedBy()))
                .append("uploaded_at", Date.from(version.uploadedAt()));
    }

    private static PluginVersion version(String pluginId, Document document) {
        ArtifactDescriptor descriptor = new ArtifactDescriptor(
                new ArtifactId(pluginId, document.getString("version"), document.getString("sha256")),
                document.getString("requires"),
                document.getList("requirements", Document.class).stream()
                        .map(requirement -> new Requirement(
                                requirement.getString("plugin_id"),
                                requirement.getString("range"),
                                requirement.getBoolean("optional")))
                        .toList(),
                Optional.ofNullable(document.getString("plugin_class")),
                document.getString("provider"),
                document.getString("license"),
                document.getString("description"),
                new LinkedHashSet<>(document.getList("permissions", String.class)),
                document.getList("extension_classes", String.class),
                document.getLong("size"));
        return new PluginVersion(
                descriptor,
                document.getList("checks", Document.class).stream()
                        .map(check -> new ArtifactCheck(
                                check.getString("name"), check.getBoolean("passed"), check.getString("detail")))
                        .toList(),
                actor(document.get("uploaded_by", Document.class)),
                instant(document, "uploaded_at"));
    }

    private static Document of(Route route) {
        return new Document("stable", route.stable().orElse(null))
                .append(
                        "canary",
                        route.canary()
                                .map(canary ->
                                        new Document("version", canary.version()).append("percent", canary.percent()))
                                .orElse(null))
                .append("pins", new Document(new HashMap<>(route.pins())));
    }

    private static Route route(Document document) {
        return new Route(
                Optional.ofNullable(document.getString("stable")),
                Optional.ofNullable(document.get("canary", Document.class))
                        .map(canary -> new Canary(canary.getString("version"), canary.getInteger("percent"))),
                values(document.get("pins", Document.class), String.class));
    }

    private static Document of(Actor actor) {
        return new Document("id", actor.id()).append("email", actor.email());
    }

    private static Actor actor(Document document) {
        return new Actor(document.getString("id"), document.getString("email"));
    }

    private static Document of(Change change) {
        return new Document("revision", change.revision())
                .append("action", change.action().value())
                .append("actor", of(change.actor()))
                .append("time", Date.from(change.time()))
                .append("tenant", change.tenant().orElse(null))
                .append("detail", JsonValues.text(change.detail()));
    }

    private static Change change(Document document) {
        return new Change(
                document.getLong("revision"),
                Change.Action.valueOf(document.getString("action").toUpperCase(Locale.ROOT)),
                actor(document.get("actor", Document.class)),
                instant(document, "time"),
                Optional.ofNullable(document.getString("tenant")),
                JsonValues.object(document.getString("detail")));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static <T> Map<String, T> values(Document document, Class<T> type) {
        Map<String, T> values = new HashMap<>();
        document.forEach((name, value) -> values.put(name, type.cast(value)));
        return values;
    }
}
