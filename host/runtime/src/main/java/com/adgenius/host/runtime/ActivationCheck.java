package com.adgenius.host.runtime;

import java.util.List;

/**
 * Asks the extensions of a new instance, once, what they are, before any route names it. Runs as the entry
 * {@link Entry#METADATA}, on a thread of its own, with the plugin's context class loader.
 */
@FunctionalInterface
public interface ActivationCheck {

    /**
     * What the host keeps about the instance, given back by {@link InstanceInformation#metadata}. It may hold types of the
     * JDK, the plugin API and the host, and none of the plugin's.
     *
     * @throws PluginRefusedException to refuse the version; whatever else is thrown refuses it, too
     */
    Object metadata(InstanceInformation instance, Extensions extensions) throws Exception;

    /** The extensions of the new instance. Use them in the check only. */
    interface Extensions {

        /** Its extensions of that extension point, in the order of {@code @Extension(ordinal)}. */
        <E> List<E> of(Class<E> extensionPoint);
    }
}
