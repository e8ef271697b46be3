package com.adgenius.host.server.context;

import com.adgenius.host.server.context.ModelUse.Pieces;
import com.adgenius.plugin.ModelUsage;
import java.util.Optional;

/**
 * What a provider answered.
 *
 * @param answer its answer
 * @param provider the plugin that gave it
 * @param version that plugin's version
 * @param afterFallback whether another provider should have given it
 */
record Served<R>(R answer, String provider, String version, boolean afterFallback) {

    ModelUse use(ModelUsage usage, Optional<Pieces> pieces) {
        return new ModelUse(provider, version, afterFallback, usage, pieces);
    }
}
