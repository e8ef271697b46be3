package com.adgenius.plugin;

import java.util.Optional;

/**
 * The tenant's secrets for the plugin: the settings that its schema marks as {@code "writeOnly": true}.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface Secrets {

    /** The secret of that name, if the tenant set it. Never log it and never put it into a message. */
    Optional<String> find(String name);
}
