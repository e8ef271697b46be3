package com.adgenius.plugins.openai;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant set of its server, with the schema's defaults for what it did not set.
 *
 * @param base what stands before the paths of the protocol, without a slash at its end
 * @param key the API key, never shown
 * @param values all settings but the key
 */
record ServerSettings(URI base, Optional<String> key, Map<String, Object> values) {

    /** The JSON Schema of the settings; each default stands there. */
    static final String SCHEMA = Json.resource("settings.json");

    private static final Map<String, Object> DEFAULTS = defaults();

    ServerSettings {
        requireNonNull(base, "base is null");
        requireNonNull(key, "key is null");
        values = Map.copyOf(values);
    }

    /**
     * The settings of the tenant in the context.
     *
     * @throws PluginException where they name no server that could be asked
     */
    static ServerSettings of(TenantContext context) throws PluginException {
        Map<String, Object> values = new LinkedHashMap<>(DEFAULTS);
        values.putAll(context.settings().values());
        String base = Json.text(values, "base_url")
                .orElseThrow(() -> unset("no server is set; an administrator sets base_url"));
        Optional<String> key = context.secrets().find("api_key").filter(text -> !text.isEmpty());
        if (key.isPresent() && !key.get().chars().allMatch(character -> character > ' ' && character <= '~')) {
            throw new PluginException(
                    FailureCode.UNAUTHORIZED,
                    "The API key of model-openai holds a character that none can hold, for instance a space or a line"
                            + " break; an administrator sets api_key anew");
        }
        return new ServerSettings(address(base), key, values);
    }

    /** The name of the setting that names the model for that kind. */
    static String modelSetting(ModelKind kind) {
        return kind.value() + "_model";
    }

    /** The model for that kind. */
    String model(ModelKind kind) throws PluginException {
        String name = modelSetting(kind);
        return Json.text(values, name)
                .orElseThrow(() -> unset("no model for " + kind.value() + " is set; an administrator sets " + name
                        + ", or switches another provider on"));
    }

    /** How long a call for that kind may take. */
    Duration timeout(ModelKind kind) {
        return Duration.ofSeconds(
                whole(kind.value() + "_timeout_seconds").orElseThrow().longValue());
    }

    /** The text of a setting that has a default. */
    String choice(String name) {
        return Json.text(values, name).orElseThrow();
    }

    /** The whole number of that name, if there is one. */
    Optional<Integer> whole(String name) {
        return values.get(name) instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    List<String> texts(String name) {
        return Json.list(values, name).stream().map(String::valueOf).toList();
    }

    /** Where that is asked for. */
    URI address(Operation path) {
        return URI.create(base + path.path());
    }

    /** How people know the server: without its path, which may be long. */
    String shown() {
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "ServerSettings[" + base + "]";
    }

    /** What a server is asked for. */
    enum Operation {
        CHAT("/chat/completions"),
        IMAGES("/images/generations"),
        EMBEDDINGS("/embeddings");

        private final String path;

        Operation(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    private static URI address(String text) throws PluginException {
        try {
            URI uri = new URI(text.replaceFirst("/+$", "")).parseServerAuthority();
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Answered below, like an address of another kind.
        }
        throw unset("base_url is no address like http://localhost:11434/v1, without user, query or fragment; an"
                + " administrator mends it");
    }

    private static PluginException unset(String what) {
        return new PluginException(FailureCode.NO_PROVIDER, "Settings of model-openai: " + what);
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        try {
            Json.object(Json.object(Json.parse(SCHEMA)), "properties").forEach((name, schema) -> {
                Object value = Json.object(schema).get("default");
                if (value != null) {
                    defaults.put(name, value);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin's settings.json is not JSON", e);
        }
        return defaults;
    }
}
