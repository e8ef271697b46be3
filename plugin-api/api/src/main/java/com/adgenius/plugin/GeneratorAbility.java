package com.adgenius.plugin;

/** What a generator can do beyond making variants of one brief. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public enum GeneratorAbility {
    /**
     * It makes a set of variants for each of the brief's segments. With segments, each format then has
     * {@code count × segments} variants: the first segment's from 1 to {@code count}, the second's after them, and so on.
     * Without this ability a format has {@code count} variants, which address all segments.
     */
    SEGMENTS,
    /** It reads {@link GenerationRequest#variation}, and makes what its instruction says of what there was. */
    VARIATIONS
}
