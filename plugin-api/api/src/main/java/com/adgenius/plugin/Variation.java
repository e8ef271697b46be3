package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a variation builds on. Its texts are data from outside, like those of a {@link Brief}: a generator delimits them when
 * it builds a prompt.
 *
 * @param parentId the id of the creative that it varies
 * @param instruction what the user wants changed, not empty
 * @param assets what the parent had when the variation was asked for, at least one
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record Variation(String parentId, String instruction, List<Asset> assets) {

    public Variation {
        requireNonNull(parentId, "parentId is null");
        requireNonNull(instruction, "instruction is null");
        assets = List.copyOf(assets);
        if (assets.isEmpty()) {
            throw new IllegalArgumentException("assets is empty");
        }
    }
}
