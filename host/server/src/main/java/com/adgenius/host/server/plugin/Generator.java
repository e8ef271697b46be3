package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.plugin.PluginMetadata.GeneratorMetadata;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import java.util.List;
import java.util.Optional;

/**
 * A generator that a tenant can use now.
 *
 * @param pluginId its plugin's id, by which a request names it
 * @param version the version that serves the tenant here
 * @param metadata what it said of itself
 */
public record Generator(String pluginId, String version, GeneratorMetadata metadata) {

    public Generator {
        requireNonNull(pluginId, "pluginId is null");
        requireNonNull(version, "version is null");
        requireNonNull(metadata, "metadata is null");
    }

    /** What it makes. */
    public CreativeKind kind() {
        return metadata.kind();
    }

    /** The formats it can make. */
    public List<Format> formats() {
        return metadata.formats();
    }

    /** The format of that id, if it can make it. */
    public Optional<Format> format(String id) {
        return formats().stream().filter(format -> format.id().equals(id)).findFirst();
    }
}
