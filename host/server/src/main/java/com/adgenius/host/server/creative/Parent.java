package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a variation builds on, as it was when the variation was asked for: the parent may be changed or removed since.
 *
 * @param id the parent's id
 * @param version the version of its content, from 1
 * @param instruction what the user wants changed
 * @param assets its content
 */
public record Parent(String id, int version, String instruction, List<CreativeAsset> assets) {

    public Parent {
        requireNonNull(id, "id is null");
        requireNonNull(instruction, "instruction is null");
        assets = List.copyOf(assets);
    }
}
