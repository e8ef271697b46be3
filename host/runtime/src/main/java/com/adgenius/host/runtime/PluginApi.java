package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EventListener;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.Metering;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.VideoModel;
import java.util.List;
import java.util.Set;

/**
 * What plugins see of the host, and what they may implement. Everything else of the host is invisible to them.
 *
 * @param version the API's version, which an artifact's {@code Plugin-Requires} must admit
 * @param visible names of packages, each ending in a dot and standing for its sub-packages too, and of single classes
 * @param extensionPoints the interfaces that an extension may implement
 * @param loader the class loader that visible classes come from
 */
public record PluginApi(String version, Set<String> visible, List<Class<?>> extensionPoints, ClassLoader loader) {

    private static final String ADGENIUS_VERSION = "1.0.0";

    public PluginApi {
        requireNonNull(version, "version is null");
        requireNonNull(loader, "loader is null");
        visible = Set.copyOf(visible);
        extensionPoints = List.copyOf(extensionPoints);
    }

    /** The API of AdGenius: {@code com.adgenius.plugin}, {@code Extension} and {@code ExtensionPoint}. */
    public static PluginApi adGenius() {
        return new PluginApi(
                ADGENIUS_VERSION,
                Set.of("com.adgenius.plugin.", "org.pf4j.Extension", "org.pf4j.ExtensionPoint"),
                List.of(
                        CreativeGenerator.class,
                        TextModel.class,
                        ImageModel.class,
                        VideoModel.class,
                        EmbeddingModel.class,
                        EventListener.class,
                        Metering.class),
                CreativeGenerator.class.getClassLoader());
    }

    /** Whether plugins see the class of that binary name. */
    boolean sees(String className) {
        if (visible.contains(className)) {
            return true;
        }
        for (int dot = className.lastIndexOf('.'); dot > 0; dot = className.lastIndexOf('.', dot - 1)) {
            if (visible.contains(className.substring(0, dot + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an artifact may not bring the class of that binary name: it, or a neighbour of it, belongs to the API. */
    boolean owns(String className) {
        return sees(className)
                || visible.stream()
                        .filter(name -> name.lastIndexOf('.') > 0)
                        .map(name -> name.substring(0, name.lastIndexOf('.') + 1))
                        .anyMatch(className::startsWith);
    }
}
