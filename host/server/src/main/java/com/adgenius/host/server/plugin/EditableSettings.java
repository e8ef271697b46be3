package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.storage.JsonValues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings that the tenant in scope has for a plugin, as its people read and change them. Properties that the schema marks as {@code writeOnly} are
 * secrets: they are sealed, and nobody is shown more than whether they are set.
 */
final class EditableSettings {

    private static final System.Logger LOG = System.getLogger(EditableSettings.class.getName());

    private final TenantPlugins plugins;
    private final AuditNotes notes;
    private final Clock clock;

    EditableSettings(TenantPlugins plugins, AuditNotes notes, Clock clock) {
        this.plugins = requireNonNull(plugins, "plugins is null");
        this.notes = requireNonNull(notes, "notes is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * The settings as they are shown.
     *
     * @param settings without secrets
     * @param secrets for each secret of the schema, whether it is set
     * @param revision grows with each change; 0 before the first
     */
    record Shown(Map<String, Object> settings, Map<String, Boolean> secrets, long revision) {}

    Shown show(String pluginId, JsonSchema schema) {
        return shown(plugins.choices().find(pluginId), schema);
    }

    /**
     * Replaces the settings. A secret that is left out stays, one that is null is removed. The audit has who did so, and
     * which settings are others now, not what they are.
     *
     * @param asking who replaces them
     * @throws ProblemException {@link ProblemCode#INVALID} by the schema, {@link ProblemCode#STALE}
     */
    Shown replace(String pluginId, JsonSchema schema, long revision, Map<String, Object> wanted, Asking asking) {
        TenantChoice before = plugins.choices().find(pluginId);
        if (before.revision() != revision) {
            throw stale(pluginId);
        }
        Map<String, Object> settings = new LinkedHashMap<>(wanted);
        Map<String, String> sealed = new HashMap<>(before.sealedSecrets());
        sealed.keySet().retainAll(schema.writeOnly());
        Map<String, Object> whole = new LinkedHashMap<>();
        for (String name : schema.writeOnly()) {
            if (wanted.containsKey(name) && wanted.get(name) == null) {
                sealed.remove(name);
                settings.remove(name);
            } else if (!wanted.containsKey(name) && sealed.containsKey(name)) {
                whole.put(name, plugins.secret(pluginId, name).orElseThrow());
            }
        }
        whole.putAll(values(settings));
        List<FieldError> errors = new ArrayList<>(schema.errors(whole));
        for (String name : schema.writeOnly()) {
            if (settings.containsKey(name) && !(settings.get(name) instanceof String)) {
                errors.add(new FieldError(name, "is a secret, which must be a text"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.INVALID,
                    errors.getFirst().field() + ": " + errors.getFirst().message(),
                    errors);
        }
        for (String name : schema.writeOnly()) {
            if (settings.remove(name) instanceof String secret) {
                sealed.put(name, plugins.seal(pluginId, name, secret));
            }
        }
        AuditNote note = AuditNote.of(
                asking,
                clock.instant(),
                "plugin.settings_changed",
                "plugin/" + pluginId,
                Map.of("changed", String.join(", ", changed(before, values(settings), sealed))));
        if (!plugins.choices().settings(pluginId, revision, settings, sealed, note)) {
            throw stale(pluginId);
        }
        deliver(pluginId);
        return shown(plugins.choices().find(pluginId), schema);
    }

    private static Set<String> changed(TenantChoice before, Map<String, Object> settings, Map<String, String> sealed) {
        Set<String> names = new TreeSet<>();
        names.addAll(before.settings().keySet());
        names.addAll(settings.keySet());
        names.removeIf(name -> Objects.equals(before.settings().get(name), settings.get(name)));
        Set<String> secrets = new TreeSet<>();
        secrets.addAll(before.sealedSecrets().keySet());
        secrets.addAll(sealed.keySet());
        secrets.removeIf(name -> Objects.equals(before.sealedSecrets().get(name), sealed.get(name)));
        names.addAll(secrets);
        return names;
    }

    private void deliver(String pluginId) {
        try {
            notes.deliver(pluginId);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A change of the settings of " + pluginId + " is audited later", e);
        }
    }

    /** Puts into the audit what was changed for the tenant in scope and not noted there yet. */
    void tidy() {
        notes.waiting().forEach(notes::deliver);
    }

    private static Map<String, Object> values(Map<String, Object> settings) {
        try {
            return JsonValues.copyOf(settings);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("settings", e.getMessage());
        }
    }

    private static Shown shown(TenantChoice choice, JsonSchema schema) {
        Map<String, Boolean> secrets = new TreeMap<>();
        schema.writeOnly()
                .forEach(name -> secrets.put(name, choice.sealedSecrets().containsKey(name)));
        return new Shown(choice.settings(), secrets, choice.revision());
    }

    private static ProblemException stale(String pluginId) {
        return ProblemException.of(
                ProblemCode.STALE,
                "The settings of " + pluginId + " were changed meanwhile. Read them again and repeat your change.");
    }
}
