package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

/**
 * Whose vectors they are: those of another are not comparable.
 *
 * @param provider the plugin; empty for nobody's
 * @param model the model, as the provider names it
 * @param dimension of its vectors
 * @param pictures whether it embeds pictures into the same space
 */
public record Embedder(String provider, String model, int dimension, boolean pictures) {

    /** Nobody: creatives are found by their words alone. */
    public static final Embedder NONE = new Embedder("", "", 0, false);

    private static final String PREFIX = "tenant_";
    private static final int HASH = 12;

    public Embedder {
        requireNonNull(provider, "provider is null");
        requireNonNull(model, "model is null");
        if (dimension < 0 || dimension == 0 != provider.isEmpty()) {
            throw new IllegalArgumentException("Vectors of \"" + provider + "\" have the dimension " + dimension);
        }
    }

    /** Whether it makes vectors. */
    public boolean present() {
        return dimension > 0;
    }

    /** The name of a tenant's collection of its vectors. */
    public String collection(String tenant) {
        String text = provider + "\n" + model + "\n" + dimension + "\n" + pictures;
        return prefix(tenant) + Fingerprint.of(text, HASH);
    }

    /** What the names of a tenant's collections begin with, and nobody else's: a slug has no underscore. */
    static String prefix(String tenant) {
        return PREFIX + tenant + "_";
    }
}
