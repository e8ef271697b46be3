package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

/**
 * What a language model answered.
 *
 * @param text the answer, JSON where a schema was given
 * @param usage what it used
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record TextResponse(String text, ModelUsage usage) {

    public TextResponse {
        requireNonNull(text, "text is null");
        requireNonNull(usage, "usage is null");
    }
}
