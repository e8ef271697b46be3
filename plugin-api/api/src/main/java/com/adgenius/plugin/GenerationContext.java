package com.adgenius.plugin;

import java.util.Optional;

/**
 * What a generation may use: the tenant's handles, progress and a checkpoint.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface GenerationContext extends TenantContext {

    /** The most a checkpoint may hold, in UTF-8 bytes. */
    int CHECKPOINT_LIMIT = 64 * 1024;

    /**
     * Tells the user how far the work is.
     *
     * @param stage a short text in plain words, for instance {@code Drawing pictures}
     * @param fraction of the whole work, 0 to 1
     */
    void progress(String stage, double fraction);

    /** The checkpoint last saved for this request, by this call or one before a crash. */
    Optional<String> checkpoint();

    /**
     * Saves a checkpoint in place of the one before; durable when it returns.
     *
     * @param text at most {@value #CHECKPOINT_LIMIT} UTF-8 bytes, readable by later versions of the plugin
     * @throws IllegalArgumentException when it is larger
     */
    void saveCheckpoint(String text);
}
